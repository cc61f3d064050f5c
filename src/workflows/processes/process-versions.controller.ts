import { Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { pagePlace, readPage } from '../../modules/api/cursor.js';
import { IfMatch, Precondition, sendEtag } from '../../modules/api/etag.js';
import { ApiIfMatch } from '../../modules/api/openapi/openapi.decorators.js';
import { PageQuery } from '../../modules/api/page.dto.js';
import { CurrentCaller } from '../../modules/callers/caller.decorators.js';
import type { Caller } from '../../modules/callers/caller.js';
import { ProcessPublishing } from './process-publishing.js';
import { CheckView, PublicationView, VersionPage, VersionView } from './processes.dto.js';

const LIST = { name: 'process-versions', keyOf: (row: { version: number }) => String(row.version) };

/** Checking and publishing a draft, and the versions that were published. */
@ApiTags('Processes')
@ApiBearerAuth()
@Controller('v1/apps/:appId/processes/:processId')
export class ProcessVersionsController {
  constructor(private readonly publishing: ProcessPublishing) {}

  /** Checks the draft as publishing would; a draft that cannot be published is a 422 with every problem. */
  @Post('check')
  @HttpCode(200)
  async check(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Param('processId') processId: string,
  ): Promise<CheckView> {
    return CheckView.of(await this.publishing.check(caller, { appId, processId }));
  }

  /** Publishes the draft as the next version; runs under way stay on theirs. */
  @Post('publish')
  @ApiIfMatch()
  async publish(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Param('processId') processId: string,
    @IfMatch() precondition: Precondition,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PublicationView> {
    const publication = await this.publishing.publish(caller, { appId, processId }, precondition);
    sendEtag(reply, publication.revision);
    return PublicationView.ofPublication(publication);
  }

  /** Lists the published versions, the newest first. */
  @Get('versions')
  async list(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Param('processId') processId: string,
    @Query() query: PageQuery,
  ): Promise<VersionPage> {
    const place = pagePlace(LIST.name, query);
    const read = (part: typeof place) => this.publishing.versions(caller, { appId, processId }, part);
    const page = await readPage(LIST, place, read);
    return { ...page, items: page.items.map(VersionView.of) };
  }

  /** Shows one published version. */
  @Get('versions/:version')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Param('processId') processId: string,
    @Param('version', ParseIntPipe) version: number,
  ): Promise<VersionView> {
    return VersionView.of(await this.publishing.version(caller, { appId, processId }, version));
  }
}
