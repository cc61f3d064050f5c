import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { badCursor } from '../api/api.errors.js';
import { pagePlace, readPage } from '../api/cursor.js';
import { CurrentCaller } from '../callers/caller.decorators.js';
import { type Caller, requireRight, requireTenant } from '../callers/caller.js';
import { PLATFORM } from '../vault/vault.js';
import { AuditEventPage, AuditEventView, AuditVerificationView, ListAuditEventsQuery } from './audit.dto.js';
import { AuditService } from './audit.service.js';
import { AuditVerification } from './audit-verification.js';

const LIST = { name: 'audit-events', keyOf: (event: { position: number }) => String(event.position) };

/** Who did what, in which order. A tenant admin sees the tenant's chain, the operator that of the platform. */
@ApiTags('Audit')
@ApiBearerAuth()
@Controller('v1/audit-events')
export class AuditController {
  constructor(
    private readonly audit: AuditService,
    private readonly verification: AuditVerification,
  ) {}

  /** Lists events, the newest first. Resolutions appear within a second. */
  @Get()
  async list(@CurrentCaller() caller: Caller, @Query() query: ListAuditEventsQuery): Promise<AuditEventPage> {
    const tenantId = chainOf(caller);
    const { subject } = query;
    const page = await readPage(LIST, pagePlace(LIST.name, query), ({ limit, after }) =>
      this.audit.list({
        tenantId,
        limit,
        ...(subject !== undefined && { subjectId: subject }),
        ...(after !== undefined && { before: positionOf(after) }),
      }),
    );
    return { ...page, items: page.items.map(AuditEventView.of) };
  }

  /** Reads the whole chain and says whether an event is missing or altered. */
  @Get('verification')
  async verify(@CurrentCaller() caller: Caller): Promise<AuditVerificationView> {
    return AuditVerificationView.of(await this.verification.verify(chainOf(caller)));
  }
}

function chainOf(caller: Caller): string {
  if (caller.kind === 'operator') return PLATFORM;
  requireRight(caller, 'manage-tenant');
  return requireTenant(caller).tenantId;
}

function positionOf(after: string): number {
  if (!/^[1-9]\d{0,8}$/.test(after)) throw badCursor();
  return Number(after);
}
