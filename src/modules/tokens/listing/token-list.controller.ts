import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentCaller } from '../../callers/caller.decorators.js';
import { type Caller, requireTenant } from '../../callers/caller.js';
import { ListTokensQuery, TokenCountsDto, TokenCountsQuery, TokenPageDto } from '../views/token.dto.js';
import { TokenListing } from './token-listing.js';

@ApiTags('Access tokens')
@ApiBearerAuth()
@Controller('v1/access-tokens')
export class TokenListController {
  constructor(private readonly listing: TokenListing) {}

  /** Lists the access tokens that the caller sees. */
  @Get()
  list(@CurrentCaller() caller: Caller, @Query() query: ListTokensQuery): Promise<TokenPageDto> {
    return this.listing.list(requireTenant(caller), query);
  }

  /** Says by connector, environment and state how many access tokens there are. */
  @Get('counts')
  async counts(@CurrentCaller() caller: Caller, @Query() { scope }: TokenCountsQuery): Promise<TokenCountsDto> {
    const { connectors, environments, states } = await this.listing.counts(requireTenant(caller), scope);
    return { connectors: [...connectors], environments: [...environments], states: [...states] };
  }
}
