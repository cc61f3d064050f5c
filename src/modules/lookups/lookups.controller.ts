import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { pagePlace, readPage } from '../api/cursor.js';
import { IfMatch, PlaceMatch, Precondition, sendEtag } from '../api/etag.js';
import { ApiIfMatch, ApiPlaceMatch } from '../api/openapi/openapi.decorators.js';
import { PageQuery } from '../api/page.dto.js';
import { CurrentCaller } from '../callers/caller.decorators.js';
import type { Caller } from '../callers/caller.js';
import type { LookupEntity } from './lookup.entity.js';
import { LookupPage, LookupView } from './lookup-view.dto.js';
import { LookupWarnings } from './lookup-warnings.js';
import { PutLookupRequest } from './lookups.dto.js';
import { LookupsService, nameInAddress } from './lookups.service.js';

const LIST = { name: 'lookups', keyOf: (lookup: { foldedName: string }) => lookup.foldedName };

/** What the forms of a form-based app may ask of vendors, each by its name. */
@ApiTags('Lookups')
@ApiBearerAuth()
@Controller('v1/apps/:appId/lookups')
export class LookupsController {
  constructor(
    private readonly lookups: LookupsService,
    private readonly warnings: LookupWarnings,
  ) {}

  /** Lists the lookups of an app, by name. */
  @Get()
  async list(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Query() query: PageQuery,
  ): Promise<LookupPage> {
    const page = await readPage(LIST, pagePlace(LIST.name, query), (place) => this.lookups.list(caller, appId, place));
    return { ...page, items: await Promise.all(page.items.map((lookup) => this.view(lookup))) };
  }

  /** Shows one lookup, and what would make it fail as things are now. */
  @Get(':lookup')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Param('lookup') name: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LookupView> {
    const lookup = await this.lookups.get(caller, appId, name);
    sendEtag(reply, lookup.revision);
    return this.view(lookup);
  }

  /** Declares a lookup, or changes it as a whole; in force at once. Needs the right manage-app. */
  @Put(':lookup')
  @ApiPlaceMatch()
  @ApiCreatedResponse({ type: LookupView })
  async put(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Param('lookup') name: string,
    @PlaceMatch() precondition: Precondition,
    @Body() { fixed = {}, parameters = [], ...declared }: PutLookupRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LookupView> {
    const place = { appId, name: nameInAddress(name) };
    const lookup = await this.lookups.put(caller, place, {
      declaration: { ...declared, fixed, parameters },
      precondition,
    });
    void reply.status(lookup.revision === 1 ? 201 : 200);
    sendEtag(reply, lookup.revision);
    return this.view(lookup);
  }

  /** Removes a lookup: whoever asks it from now on gets 404. */
  @Delete(':lookup')
  @HttpCode(204)
  @ApiIfMatch()
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Param('lookup') name: string,
    @IfMatch() precondition: Precondition,
  ): Promise<void> {
    await this.lookups.delete(caller, { appId, name: nameInAddress(name) }, precondition);
  }

  private async view(lookup: LookupEntity): Promise<LookupView> {
    return LookupView.of(lookup, await this.warnings.of(lookup));
  }
}
