import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Precondition } from '../../api/etag.js';
import { CurrentCaller } from '../../callers/caller.decorators.js';
import { type Caller, requireTenant } from '../../callers/caller.js';
import { TokenChanger } from '../token-changer.js';
import { BulkRemovalDto, BulkResultDto } from './bulk.dto.js';
import { eachOf } from './each-of.js';

@ApiTags('Access tokens')
@ApiBearerAuth()
@Controller('v1/access-tokens')
export class BulkRemovalController {
  constructor(private readonly changer: TokenChanger) {}

  /** Removes several access tokens, each as if alone; those in use only with `force`. */
  @Post('bulk-removal')
  @HttpCode(200)
  remove(@CurrentCaller() caller: Caller, @Body() { tokenIds, force }: BulkRemovalDto): Promise<BulkResultDto> {
    const tenantCaller = requireTenant(caller);
    const removal = { isForced: force === true, precondition: new Precondition('any') };
    return eachOf(tokenIds, async (tokenId) => {
      await this.changer.remove(tenantCaller, tokenId, removal);
      return {};
    });
  }
}
