import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IfMatch, type Precondition, sendEtag } from '../../api/etag.js';
import { ApiIfMatch } from '../../api/openapi/openapi.decorators.js';
import { CurrentCaller } from '../../callers/caller.decorators.js';
import { type Caller, requireTenant } from '../../callers/caller.js';
import { TokensService } from '../tokens.service.js';
import { TokenDto } from '../views/token.dto.js';
import { DisableTokenDto } from './state.dto.js';
import { TokenSwitch } from './token-switch.js';

@ApiTags('Access tokens')
@ApiBearerAuth()
@Controller('v1/access-tokens/:tokenId')
export class TokenSwitchController {
  constructor(
    private readonly tokens: TokensService,
    private readonly tokenSwitch: TokenSwitch,
  ) {}

  /** Switches the token off: every resolution that starts after the answer is refused, and the clock leaves it alone. */
  @Post('disable')
  @HttpCode(200)
  @ApiIfMatch()
  async disable(
    @CurrentCaller() caller: Caller,
    @Param('tokenId') id: string,
    @IfMatch() precondition: Precondition,
    @Body() { reason }: DisableTokenDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenDto> {
    const tenantCaller = requireTenant(caller);
    const switching = { precondition, ...(reason === undefined ? {} : { reason }) };
    const token = await this.tokenSwitch.disable(tenantCaller, id, switching);
    sendEtag(reply, token.revision);
    return this.tokens.view(tenantCaller, token);
  }

  /** Switches the token on again; runs that wait for it go on. */
  @Post('enable')
  @HttpCode(200)
  @ApiIfMatch()
  async enable(
    @CurrentCaller() caller: Caller,
    @Param('tokenId') id: string,
    @IfMatch() precondition: Precondition,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenDto> {
    const tenantCaller = requireTenant(caller);
    const token = await this.tokenSwitch.enable(tenantCaller, id, { precondition });
    sendEtag(reply, token.revision);
    return this.tokens.view(tenantCaller, token);
  }
}
