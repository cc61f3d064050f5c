import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentCaller } from '../../callers/caller.decorators.js';
import { type Caller, requireTenant } from '../../callers/caller.js';
import { BulkDto, BulkResultDto } from '../../tokens/bulk/bulk.dto.js';
import { eachOf } from '../../tokens/bulk/each-of.js';
import { TokenChanger } from '../../tokens/token-changer.js';
import { RenewalService } from '../renewal.service.js';

@ApiTags('Access tokens')
@ApiBearerAuth()
@Controller('v1/access-tokens')
export class BulkRenewalController {
  constructor(
    private readonly changer: TokenChanger,
    private readonly renewals: RenewalService,
  ) {}

  /** Renews several access tokens now, each as if alone. */
  @Post('bulk-renewal')
  @HttpCode(200)
  renew(@CurrentCaller() caller: Caller, @Body() { tokenIds }: BulkDto): Promise<BulkResultDto> {
    const tenantCaller = requireTenant(caller);
    return eachOf(tokenIds, async (tokenId) => {
      const token = await this.changer.manageable(tenantCaller, tokenId);
      const { generation } = await this.renewals.renew(token, 'person');
      return { generation };
    });
  }
}
