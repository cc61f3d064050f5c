import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { pagePlace, readPage } from '../api/cursor.js';
import { IfMatch, Precondition, sendEtag } from '../api/etag.js';
import { Idempotent } from '../api/idempotency/idempotent.decorator.js';
import { ApiIdempotent, ApiIfMatch } from '../api/openapi/openapi.decorators.js';
import { PageQuery } from '../api/page.dto.js';
import { CurrentCaller } from '../callers/caller.decorators.js';
import type { Caller } from '../callers/caller.js';
import { WebhookSecretRotation } from './webhook-secret-rotation.js';
import {
  ChangeWebhookRequest,
  CreateWebhookRequest,
  RotateSecretRequest,
  WebhookPage,
  WebhookSecretView,
  WebhookView,
} from './webhooks.dto.js';
import { WebhooksService } from './webhooks.service.js';

const LIST = { name: 'webhooks', keyOf: (webhook: { id: string }) => webhook.id };
const USUAL_OVERLAP_HOURS = 24;

/** Where events are sent to, signed as Standard Webhooks says. */
@ApiTags('Webhooks')
@ApiBearerAuth()
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly rotation: WebhookSecretRotation,
  ) {}

  /** Creates a webhook of the tenant, or of one app. Its secret is shown in this answer only. */
  @Post()
  @Idempotent()
  @ApiIdempotent()
  async create(
    @CurrentCaller() caller: Caller,
    @Body() body: CreateWebhookRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookSecretView> {
    const created = await this.webhooks.create(caller, body);
    sendEtag(reply, created.webhook.revision);
    return WebhookSecretView.of(created);
  }

  /** Lists webhooks in the order they were made. */
  @Get()
  async list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<WebhookPage> {
    const page = await readPage(LIST, pagePlace(LIST.name, query), (place) => this.webhooks.list(caller, place));
    return { ...page, items: page.items.map(WebhookView.of) };
  }

  /** Shows one webhook. */
  @Get(':webhookId')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('webhookId') webhookId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookView> {
    const webhook = await this.webhooks.get(caller, webhookId);
    sendEtag(reply, webhook.revision);
    return WebhookView.of(webhook);
  }

  /** Changes address, types or description, enables or disables. */
  @Patch(':webhookId')
  @ApiIfMatch()
  async change(
    @CurrentCaller() caller: Caller,
    @Param('webhookId') webhookId: string,
    @IfMatch() precondition: Precondition,
    @Body() wish: ChangeWebhookRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookView> {
    const webhook = await this.webhooks.change(caller, webhookId, { wish, precondition });
    sendEtag(reply, webhook.revision);
    return WebhookView.of(webhook);
  }

  /** Removes a webhook with its log. */
  @Delete(':webhookId')
  @HttpCode(204)
  @ApiIfMatch()
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('webhookId') webhookId: string,
    @IfMatch() precondition: Precondition,
  ): Promise<void> {
    await this.webhooks.remove(caller, webhookId, precondition);
  }

  /** Makes a new secret, shown in this answer only. For a while the one before signs too. */
  @Post(':webhookId/secret')
  @HttpCode(200)
  async rotate(
    @CurrentCaller() caller: Caller,
    @Param('webhookId') webhookId: string,
    @Body() { overlapHours = USUAL_OVERLAP_HOURS }: RotateSecretRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookSecretView> {
    const rotated = await this.rotation.rotate(caller, webhookId, overlapHours);
    sendEtag(reply, rotated.webhook.revision);
    return WebhookSecretView.of(rotated);
  }
}
