import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { AlertsController } from './alerts.controller.js';
import { BulkRenewalController } from './bulk-renewal.controller.js';
import { DueQueue } from './pace/due-queue.js';
import { DueTokens } from './pace/due-tokens.js';
import { PacedVendor } from './pace/paced-vendor.js';
import { RenewToken } from './renew-token.js';
import { RenewalController } from './renewal.controller.js';
import { RenewalService } from './renewal.service.js';
import { RenewalAttempt } from './renewal-attempt.entity.js';
import { RenewalLedger } from './renewal-ledger.js';
import { RenewalMilestones } from './renewal-milestones.js';
import { RenewalTimer } from './renewal-timer.js';
import { UnfinishedRenewals } from './unfinished-renewals.js';

/** Keeps issued tokens alive: by the clock, on demand, and after an answer that called one expired. */
@Module({
  imports: [DatabaseModule.forFeature([RenewalAttempt]), TokensModule],
  controllers: [AlertsController, BulkRenewalController, RenewalController],
  providers: [
    PacedVendor,
    DueTokens,
    DueQueue,
    RenewalMilestones,
    RenewalLedger,
    RenewToken,
    RenewalService,
    RenewalTimer,
    UnfinishedRenewals,
  ],
  exports: [RenewalService],
})
export class RenewalModule {}
