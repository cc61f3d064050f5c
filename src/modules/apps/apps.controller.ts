import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { pagePlace, readPage } from '../api/cursor.js';
import { IfMatch, Precondition, sendEtag } from '../api/etag.js';
import { Idempotent } from '../api/idempotency/idempotent.decorator.js';
import { ApiIdempotent, ApiIfMatch } from '../api/openapi/openapi.decorators.js';
import { PageQuery } from '../api/page.dto.js';
import { givenName } from '../api/requests/name.validator.js';
import { CurrentCaller } from '../callers/caller.decorators.js';
import type { Caller } from '../callers/caller.js';
import { AppDeletion } from './app-deletion.js';
import { AppPage, AppView, CreateAppRequest, DeleteAppQuery, UpdateAppRequest } from './apps.dto.js';
import { AppsService } from './apps.service.js';

const LIST = { name: 'apps', keyOf: (app: { id: string }) => app.id };

/** The apps of the caller's tenant. */
@ApiTags('Apps')
@ApiBearerAuth()
@Controller('v1/apps')
export class AppsController {
  constructor(
    private readonly apps: AppsService,
    private readonly deletion: AppDeletion,
  ) {}

  /** Creates an app; needs the right manage-app in the whole tenant. */
  @Post()
  @Idempotent()
  @ApiIdempotent()
  async create(
    @CurrentCaller() caller: Caller,
    @Body() { name, kind, declaredTokens = [] }: CreateAppRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AppView> {
    const app = await this.apps.create(caller, {
      name: givenName(name),
      kind,
      declaredTokens: declaredTokens.map(givenName),
    });
    sendEtag(reply, app.version);
    return AppView.of(app);
  }

  /** Lists the apps that the caller can reach, in the order they were made. */
  @Get()
  async list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<AppPage> {
    const page = await readPage(LIST, pagePlace(LIST.name, query), (place) => this.apps.list(caller, place));
    return { ...page, items: page.items.map(AppView.of) };
  }

  /** Shows one app. */
  @Get(':appId')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AppView> {
    const app = await this.apps.get(caller, appId);
    sendEtag(reply, app.version);
    return AppView.of(app);
  }

  /** Changes the name or the declared access tokens of an app. */
  @Patch(':appId')
  @ApiIfMatch()
  async update(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @IfMatch() precondition: Precondition,
    @Body() { name, declaredTokens }: UpdateAppRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AppView> {
    const change = {
      ...(name !== undefined && { name: givenName(name) }),
      ...(declaredTokens && { declaredTokens: declaredTokens.map(givenName) }),
    };
    const app = await this.apps.update(caller, appId, { change, precondition });
    sendEtag(reply, app.version);
    return AppView.of(app);
  }

  /** Deletes an app with its access tokens, processes, runs and keys, if the tenant allows it. */
  @Delete(':appId')
  @HttpCode(204)
  @ApiIfMatch()
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @IfMatch() precondition: Precondition,
    @Query() { name }: DeleteAppQuery,
  ): Promise<void> {
    await this.deletion.delete(caller, { appId, repeatedName: name, precondition });
  }
}
