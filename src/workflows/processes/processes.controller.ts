import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { pagePlace, readPage } from '../../modules/api/cursor.js';
import { IfMatch, Precondition, sendEtag } from '../../modules/api/etag.js';
import { Idempotent } from '../../modules/api/idempotency/idempotent.decorator.js';
import { ApiIdempotent, ApiIfMatch } from '../../modules/api/openapi/openapi.decorators.js';
import { PageQuery } from '../../modules/api/page.dto.js';
import { givenName } from '../../modules/api/requests/name.validator.js';
import { CurrentCaller } from '../../modules/callers/caller.decorators.js';
import type { Caller } from '../../modules/callers/caller.js';
import { ProcessSchedules } from '../schedules/process-schedules.js';
import type { ProcessEntity } from './process.entity.js';
import { ProcessPublishing } from './process-publishing.js';
import {
  CheckDefinitionRequest,
  CheckView,
  CreateProcessRequest,
  ProcessPage,
  ProcessView,
  UpdateProcessRequest,
} from './processes.dto.js';
import { ProcessesService } from './processes.service.js';

const LIST = { name: 'processes', keyOf: (process: { id: string }) => process.id };

/** The processes of a process-based app. */
@ApiTags('Processes')
@ApiBearerAuth()
@Controller('v1/apps/:appId/processes')
export class ProcessesController {
  constructor(
    private readonly processes: ProcessesService,
    private readonly schedules: ProcessSchedules,
    private readonly publishing: ProcessPublishing,
  ) {}

  /** Creates a process with a draft; nothing runs before it is published. */
  @Post()
  @Idempotent()
  @ApiIdempotent()
  async create(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Body() { name, definition }: CreateProcessRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProcessView> {
    const process = await this.processes.create(caller, appId, { name: givenName(name), draft: definition });
    sendEtag(reply, process.revision);
    return ProcessView.of(process);
  }

  /** Checks a definition as publishing would and stores nothing; one that cannot be used is a 422 with every problem. */
  @Post('check')
  @HttpCode(200)
  async check(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Body() { definition }: CheckDefinitionRequest,
  ): Promise<CheckView> {
    return CheckView.of(await this.publishing.checkText(caller, appId, definition));
  }

  /** Lists the processes of an app, in the order they were made. */
  @Get()
  async list(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Query() query: PageQuery,
  ): Promise<ProcessPage> {
    const place = pagePlace(LIST.name, query);
    const page = await readPage(LIST, place, (part) => this.processes.list(caller, appId, part));
    const schedules = await this.schedules.of(page.items.map(({ id }) => id));
    return { ...page, items: page.items.map((process) => ProcessView.of(process, schedules.get(process.id))) };
  }

  /** Shows a process with its draft. */
  @Get(':processId')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Param('processId') processId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProcessView> {
    const process = await this.processes.get(caller, { appId, processId });
    return this.#view(process, reply);
  }

  /** Changes the name or the draft. */
  @Patch(':processId')
  @ApiIfMatch()
  async update(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Param('processId') processId: string,
    @IfMatch() precondition: Precondition,
    @Body() { name, definition }: UpdateProcessRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProcessView> {
    const change = {
      ...(name !== undefined && { name: givenName(name) }),
      ...(definition !== undefined && { draft: definition }),
    };
    const process = await this.processes.update(caller, { appId, processId }, { change, precondition });
    return this.#view(process, reply);
  }

  /** Deletes a process and its versions, unless runs are under way. Access tokens are not touched. */
  @Delete(':processId')
  @HttpCode(204)
  @ApiIfMatch()
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Param('processId') processId: string,
    @IfMatch() precondition: Precondition,
  ): Promise<void> {
    await this.processes.delete(caller, { appId, processId }, precondition);
  }

  async #view(process: ProcessEntity, reply: FastifyReply): Promise<ProcessView> {
    sendEtag(reply, process.revision);
    return ProcessView.of(process, (await this.schedules.of([process.id])).get(process.id));
  }
}
