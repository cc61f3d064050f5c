import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { pagePlace, readPage } from '../api/cursor.js';
import { IfMatch, Precondition, sendEtag } from '../api/etag.js';
import { Idempotent } from '../api/idempotency/idempotent.decorator.js';
import { ApiIdempotent, ApiIfMatch } from '../api/openapi/openapi.decorators.js';
import { PageQuery } from '../api/page.dto.js';
import { CurrentCaller } from '../callers/caller.decorators.js';
import type { Caller } from '../callers/caller.js';
import {
  OwnConnectorPage,
  OwnConnectorRequest,
  OwnConnectorView,
  RemoveOwnConnectorQuery,
} from './own-connectors.dto.js';
import { OwnConnectorsService } from './own-connectors.service.js';

const LIST = { name: 'own-connectors', keyOf: (row: { id: string }) => row.id };

/** Connectors that a company describes as data, for systems that Latchkey does not know. */
@ApiTags('Own connectors')
@ApiBearerAuth()
@Controller('v1/own-connectors')
export class OwnConnectorsController {
  constructor(private readonly own: OwnConnectorsService) {}

  /** Adds a connector to the caller's tenant; needs the right manage-tenant. */
  @Post()
  @Idempotent()
  @ApiIdempotent()
  async create(
    @CurrentCaller() caller: Caller,
    @Body() { definition }: OwnConnectorRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OwnConnectorView> {
    const row = await this.own.create(caller, definition);
    sendEtag(reply, row.revision);
    return OwnConnectorView.of(row);
  }

  /** Lists the tenant's own connectors, in the order they were made. */
  @Get()
  async list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<OwnConnectorPage> {
    const page = await readPage(LIST, pagePlace(LIST.name, query), (place) => this.own.list(caller, place));
    return { ...page, items: page.items.map(OwnConnectorView.of) };
  }

  /** Shows one with its definition, which holds nothing secret and can be added to another tenant as it is. */
  @Get(':key')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('key') key: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OwnConnectorView> {
    const row = await this.own.get(caller, key);
    sendEtag(reply, row.revision);
    return OwnConnectorView.of(row);
  }

  /** Replaces the definition. Tokens go on with theirs until their values are proved with the new one. */
  @Put(':key')
  @ApiIfMatch()
  async replace(
    @CurrentCaller() caller: Caller,
    @Param('key') key: string,
    @IfMatch() precondition: Precondition,
    @Body() { definition }: OwnConnectorRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OwnConnectorView> {
    const row = await this.own.replace(caller, key, { input: definition, precondition });
    sendEtag(reply, row.revision);
    return OwnConnectorView.of(row);
  }

  /** Removes a connector; one that access tokens were made with only with `force=true`, and they go on. */
  @Delete(':key')
  @HttpCode(204)
  @ApiIfMatch()
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('key') key: string,
    @Query() { force }: RemoveOwnConnectorQuery,
    @IfMatch() precondition: Precondition,
  ): Promise<void> {
    await this.own.remove(caller, key, { isForced: force === 'true', precondition });
  }
}
