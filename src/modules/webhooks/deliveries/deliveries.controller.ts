import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { pagePlace, readPage } from '../../api/cursor.js';
import { CurrentCaller } from '../../callers/caller.decorators.js';
import type { Caller } from '../../callers/caller.js';
import { DeliveryPage, DeliveryView, ListDeliveriesQuery } from './deliveries.dto.js';
import { DeliveriesService } from './deliveries.service.js';

const LIST = { name: 'webhook-deliveries', keyOf: (delivery: { id: string }) => delivery.id };

/** What became of the events that a webhook was to get. */
@ApiTags('Webhooks')
@ApiBearerAuth()
@Controller('v1/webhooks/:webhookId')
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  /** Sends a test event at once, one attempt, and tells what became of it. Other webhooks get nothing of it. */
  @Post('test')
  @HttpCode(200)
  async test(@CurrentCaller() caller: Caller, @Param('webhookId') webhookId: string): Promise<DeliveryView> {
    return DeliveryView.of(await this.deliveries.test(caller, webhookId));
  }

  /** Lists deliveries, the newest first. */
  @Get('deliveries')
  async list(
    @CurrentCaller() caller: Caller,
    @Param('webhookId') webhookId: string,
    @Query() query: ListDeliveriesQuery,
  ): Promise<DeliveryPage> {
    const { state } = query;
    const page = await readPage(LIST, pagePlace(LIST.name, query), (place) =>
      this.deliveries.list(caller, webhookId, { place, ...(state && { state }) }),
    );
    return { ...page, items: page.items.map(DeliveryView.of) };
  }

  /** Shows one delivery with its attempts. */
  @Get('deliveries/:deliveryId')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('webhookId') webhookId: string,
    @Param('deliveryId') deliveryId: string,
  ): Promise<DeliveryView> {
    return DeliveryView.of(await this.deliveries.get(caller, webhookId, deliveryId));
  }

  /** Sends an event again whose delivery has ended, with the same id and as many attempts as at first. */
  @Post('deliveries/:deliveryId/redeliver')
  @HttpCode(202)
  async redeliver(
    @CurrentCaller() caller: Caller,
    @Param('webhookId') webhookId: string,
    @Param('deliveryId') deliveryId: string,
  ): Promise<DeliveryView> {
    return DeliveryView.of(await this.deliveries.redeliver(caller, webhookId, deliveryId));
  }
}
