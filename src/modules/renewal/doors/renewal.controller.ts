import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentCaller } from '../../callers/caller.decorators.js';
import { type Caller, requireTenant } from '../../callers/caller.js';
import { TokenChanger } from '../../tokens/token-changer.js';
import { TokensService } from '../../tokens/tokens.service.js';
import { TokenDto } from '../../tokens/views/token.dto.js';
import { RenewalService } from '../renewal.service.js';
import type { RenewalAttempt } from '../renewal-attempt.entity.js';
import { RenewalLedger } from '../renewal-ledger.js';
import { RenewalAttemptDto, RenewalAttemptsDto } from './renewal.dto.js';

const LATEST = 50;

@ApiTags('Access tokens')
@ApiBearerAuth()
@Controller('v1/access-tokens/:tokenId')
export class RenewalController {
  constructor(
    private readonly tokens: TokensService,
    private readonly changer: TokenChanger,
    private readonly renewals: RenewalService,
    private readonly ledger: RenewalLedger,
  ) {}

  /** Renews the issued token now, whatever its age and state. */
  @Post('renewal')
  @HttpCode(200)
  async renew(@CurrentCaller() caller: Caller, @Param('tokenId') id: string): Promise<TokenDto> {
    const tenantCaller = requireTenant(caller);
    const token = await this.changer.manageable(tenantCaller, id);
    await this.renewals.renew(token, 'person');
    // It may have been switched off while the vendor took its time.
    return this.tokens.view(tenantCaller, await this.tokens.find(tenantCaller, id));
  }

  /** Lists the latest renewals: who wanted them, and what came of each. */
  @Get('renewals')
  async list(@CurrentCaller() caller: Caller, @Param('tokenId') id: string): Promise<RenewalAttemptsDto> {
    const token = await this.tokens.find(requireTenant(caller), id);
    return { items: (await this.ledger.ofToken(token.id, LATEST)).map(viewOf) };
  }
}

function viewOf(attempt: RenewalAttempt): RenewalAttemptDto {
  const { id, generation, trigger, outcome, startedAt, reason, settledAt } = attempt;
  return {
    id,
    generation,
    trigger,
    outcome,
    startedAt,
    ...(reason ? { reason } : {}),
    ...(settledAt ? { settledAt } : {}),
  };
}
