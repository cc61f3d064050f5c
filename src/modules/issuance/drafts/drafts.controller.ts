import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../../api/idempotency/idempotent.decorator.js';
import { ApiIdempotent } from '../../api/openapi/openapi.decorators.js';
import { CurrentCaller } from '../../callers/caller.decorators.js';
import { type Caller, requireTenant } from '../../callers/caller.js';
import { TokenDto, TokenInUseQuery } from '../../tokens/views/token.dto.js';
import {
  ChangeDraftDto,
  CreateDraftDto,
  DraftDto,
  DraftListDto,
  FinishDraftDto,
  IssuanceDto,
  TestResultDto,
} from './draft.dto.js';
import { DraftDesk } from './draft-desk.js';

@ApiTags('Drafts')
@ApiBearerAuth()
@Controller('v1/drafts')
export class DraftsController {
  constructor(private readonly desk: DraftDesk) {}

  /** Begins a draft of a new access token, or of new values for a live one. */
  @Post()
  @Idempotent()
  @ApiIdempotent()
  create(@CurrentCaller() caller: Caller, @Body() wanted: CreateDraftDto): Promise<DraftDto> {
    return this.desk.create(requireTenant(caller), wanted);
  }

  /** Lists the caller's own drafts. */
  @Get()
  async list(@CurrentCaller() caller: Caller): Promise<DraftListDto> {
    return { items: await this.desk.list(requireTenant(caller)) };
  }

  /** Shows a draft, with the redirect URI to register and what is worth knowing before Done. */
  @Get(':draftId')
  get(@CurrentCaller() caller: Caller, @Param('draftId') id: string): Promise<DraftDto> {
    return this.desk.get(requireTenant(caller), id);
  }

  /** Fills in fields. New field values end what was issued and proved for the older ones. */
  @Patch(':draftId')
  update(
    @CurrentCaller() caller: Caller,
    @Param('draftId') id: string,
    @Body() wanted: ChangeDraftDto,
  ): Promise<DraftDto> {
    return this.desk.change(requireTenant(caller), id, wanted);
  }

  /** Throws the draft away. */
  @Delete(':draftId')
  @HttpCode(204)
  delete(@CurrentCaller() caller: Caller, @Param('draftId') id: string): Promise<void> {
    return this.desk.remove(requireTenant(caller), id);
  }

  /** Get OAuth 2.0 Access Token: exchanges the fields, or answers with the link to the vendor's consent page. */
  @Post(':draftId/issuance')
  @HttpCode(200)
  issue(@CurrentCaller() caller: Caller, @Param('draftId') id: string): Promise<IssuanceDto> {
    return this.desk.issue(requireTenant(caller), id);
  }

  /** Test Connection: one request to the vendor with these values. */
  @Post(':draftId/test')
  @HttpCode(200)
  test(@CurrentCaller() caller: Caller, @Param('draftId') id: string): Promise<TestResultDto> {
    return this.desk.test(requireTenant(caller), id);
  }

  /**
   * Done: the draft becomes an access token, or replaces the values of the live one, in one step. Gives one in use another
   * name only with `force=true`.
   */
  @Post(':draftId/done')
  @HttpCode(200)
  @Idempotent()
  @ApiIdempotent()
  finish(
    @CurrentCaller() caller: Caller,
    @Param('draftId') id: string,
    @Query() query: TokenInUseQuery,
    @Body() wanted: FinishDraftDto,
  ): Promise<TokenDto> {
    const accepted = { acceptUnproved: wanted.acceptUnproved === true, isForced: query.force === 'true' };
    return this.desk.finish(requireTenant(caller), id, accepted);
  }
}
