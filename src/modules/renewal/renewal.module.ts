import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { AlertsController } from './doors/alerts.controller.js';
import { BulkRenewalController } from './doors/bulk-renewal.controller.js';
import { RenewalController } from './doors/renewal.controller.js';
import { AttemptRows } from './ledger/attempt-rows.js';
import { ChangeWaiters } from './ledger/change-waiters.js';
import { GrantSafe } from './ledger/grant-safe.js';
import { LeaseHeartbeat } from './ledger/lease-heartbeat.js';
import { LeaseRows } from './ledger/lease-rows.js';
import { SettlementRecords } from './ledger/settlement-records.js';
import { Undertakings } from './ledger/undertakings.js';
import { DueQueue } from './pace/due-queue.js';
import { DueTenants } from './pace/due-tenants.js';
import { DueTokens } from './pace/due-tokens.js';
import { PacedVendor } from './pace/paced-vendor.js';
import { RenewToken } from './renew-token.js';
import { RenewalService } from './renewal.service.js';
import { RenewalAttempt } from './renewal-attempt.entity.js';
import { RenewalLedger } from './renewal-ledger.js';
import { RenewalMilestones } from './renewal-milestones.js';
import { RenewalSettlements } from './renewal-settlements.js';
import { RenewalTimer } from './renewal-timer.js';
import { KeptAnswers } from './spool/kept-answers.js';
import { RenewalSpool } from './spool/renewal-spool.js';
import { SpooledAnswers } from './spool/spooled-answers.js';
import { UnfinishedRenewals } from './unfinished-renewals.js';
import { VendorAnswers } from './vendor-answers.js';

const LEDGER = [
  LeaseRows,
  LeaseHeartbeat,
  AttemptRows,
  SettlementRecords,
  RenewalLedger,
  GrantSafe,
  Undertakings,
  ChangeWaiters,
];
const SPOOL = [RenewalSpool, KeptAnswers, SpooledAnswers];

/** Keeps issued tokens alive: by the clock, on demand, and after an answer that called one expired. */
@Module({
  imports: [DatabaseModule.forFeature([RenewalAttempt]), TokensModule],
  controllers: [AlertsController, BulkRenewalController, RenewalController],
  providers: [
    PacedVendor,
    DueTenants,
    DueTokens,
    DueQueue,
    RenewalMilestones,
    ...LEDGER,
    ...SPOOL,
    VendorAnswers,
    RenewalSettlements,
    RenewToken,
    RenewalService,
    RenewalTimer,
    UnfinishedRenewals,
  ],
  exports: [RenewalService],
})
export class RenewalModule {}
