import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IfMatch, type Precondition, sendEtag } from '../api/etag.js';
import { ApiIfMatch } from '../api/openapi/openapi.decorators.js';
import { CurrentCaller } from '../callers/caller.decorators.js';
import { type Caller, requireTenant } from '../callers/caller.js';
import { TokenChanger } from './token-changer.js';
import { TokensService } from './tokens.service.js';
import { ChangeTokenDto, TokenDto, TokenInUseQuery, TokenUsesDto } from './views/token.dto.js';

@ApiTags('Access tokens')
@ApiBearerAuth()
@Controller('v1/access-tokens')
export class TokensController {
  constructor(
    private readonly tokens: TokensService,
    private readonly changer: TokenChanger,
  ) {}

  /** Shows one access token. */
  @Get(':tokenId')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('tokenId') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenDto> {
    const tenantCaller = requireTenant(caller);
    const token = await this.tokens.find(tenantCaller, id);
    sendEtag(reply, token.revision);
    return this.tokens.view(tenantCaller, token);
  }

  /**
   * Changes name, description or renewal rate; the name of a token in use only with `force=true`. Credentials are changed
   * through a draft.
   */
  @Patch(':tokenId')
  @ApiIfMatch()
  async update(
    @CurrentCaller() caller: Caller,
    @Param('tokenId') id: string,
    @IfMatch() precondition: Precondition,
    @Query() query: TokenInUseQuery,
    @Body() wanted: ChangeTokenDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenDto> {
    const tenantCaller = requireTenant(caller);
    const token = await this.changer.change(tenantCaller, id, {
      wanted,
      precondition,
      isForced: query.force === 'true',
    });
    sendEtag(reply, token.revision);
    return this.tokens.view(tenantCaller, token);
  }

  /** Removes an access token; one in use only with `force=true`. */
  @Delete(':tokenId')
  @HttpCode(204)
  @ApiIfMatch()
  delete(
    @CurrentCaller() caller: Caller,
    @Param('tokenId') id: string,
    @IfMatch() precondition: Precondition,
    @Query() query: TokenInUseQuery,
  ): Promise<void> {
    return this.changer.remove(requireTenant(caller), id, { isForced: query.force === 'true', precondition });
  }

  /** Lists every place that names this token and means it. */
  @Get(':tokenId/uses')
  async uses(@CurrentCaller() caller: Caller, @Param('tokenId') id: string): Promise<TokenUsesDto> {
    const tenantCaller = requireTenant(caller);
    const token = await this.tokens.find(tenantCaller, id);
    return { items: await this.tokens.usesOf(tenantCaller, token) };
  }
}
