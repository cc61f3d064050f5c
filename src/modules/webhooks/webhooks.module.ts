import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { AttemptDelivery } from './deliveries/attempt-delivery.js';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DeliveriesService } from './deliveries/deliveries.service.js';
import { DeliveryBook } from './deliveries/delivery-book.js';
import { DeliveryRetention } from './deliveries/delivery-retention.js';
import { DeliverySink } from './deliveries/delivery-sink.js';
import { DeliveryWorker } from './deliveries/delivery-worker.js';
import { SettleDelivery } from './deliveries/settle-delivery.js';
import { WebhookDelivery } from './deliveries/webhook-delivery.entity.js';
import { Webhook } from './webhook.entity.js';
import { WebhookContents } from './webhook-contents.js';
import { WebhookForms } from './webhook-forms.js';
import { WebhookRecords } from './webhook-records.js';
import { WebhookSecretRotation } from './webhook-secret-rotation.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksRepository } from './webhooks.repository.js';
import { WebhooksService } from './webhooks.service.js';

/** Tells events to whoever asked for them, signed, and again until they are taken. */
@Module({
  imports: [DatabaseModule.forFeature([Webhook, WebhookDelivery])],
  controllers: [WebhooksController, DeliveriesController],
  providers: [
    WebhooksRepository,
    WebhookSecrets,
    WebhookForms,
    WebhookRecords,
    WebhooksService,
    WebhookSecretRotation,
    WebhookContents,
    DeliveryBook,
    AttemptDelivery,
    SettleDelivery,
    DeliveryWorker,
    DeliverySink,
    DeliveriesService,
    DeliveryRetention,
  ],
})
export class WebhooksModule {}
