import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { AlertDto, AlertPageDto } from '../../alerts/alert.dto.js';
import { AlertList, type SeenAlert } from '../../alerts/alert-list.js';
import { pagePlace, readPage } from '../../api/cursor.js';
import { PageQuery } from '../../api/page.dto.js';
import { CurrentCaller } from '../../callers/caller.decorators.js';
import { type Caller, requireTenant } from '../../callers/caller.js';
import { visibleScopes } from '../../tokens/token-access.js';

const LIST = { name: 'alerts', keyOf: ({ alert }: SeenAlert) => alert.id };

@ApiTags('Alerts')
@ApiBearerAuth()
@Controller('v1/alerts')
export class AlertsController {
  constructor(private readonly alerts: AlertList) {}

  /** Lists what is wrong right now, once for each root cause, with the access tokens that it affects. */
  @Get()
  async list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<AlertPageDto> {
    const { tenantId } = requireTenant(caller);
    const place = pagePlace(LIST.name, query);
    const scopes = visibleScopes(caller);
    if (scopes.length === 0) return { items: [] };
    const page = await readPage(LIST, place, (at) => this.alerts.read({ tenantId, scopes, ...at }));
    return { ...page, items: page.items.map(AlertDto.of) };
  }
}
