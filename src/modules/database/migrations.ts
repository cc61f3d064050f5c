import type { MigrationInterface } from 'typeorm';
import { Vault1790000000100 } from './migrations/1790000000100-vault.js';
import { CallersTenantsApps1790000000200 } from './migrations/1790000000200-callers-tenants-apps.js';
import { AuditUsageAnswers1790000000300 } from './migrations/1790000000300-audit-usage-answers.js';
import { Tokens1790000000400 } from './migrations/1790000000400-tokens.js';
import { ProcessesRuns1790000000500 } from './migrations/1790000000500-processes-runs.js';
import { TokenCare1790000000600 } from './migrations/1790000000600-token-care.js';
import { AlertsPace1790000000610 } from './migrations/1790000000610-alerts-pace.js';
import { EventsWebhooks1790000000620 } from './migrations/1790000000620-events-webhooks.js';
import { UnansweredRenewals1790000000630 } from './migrations/1790000000630-unanswered-renewals.js';
import { RunWaits1790000000700 } from './migrations/1790000000700-run-waits.js';
import { AppEvents1790000000710 } from './migrations/1790000000710-app-events.js';
import { Users1790000000800 } from './migrations/1790000000800-users.js';
import { Figures1790000000810 } from './migrations/1790000000810-figures.js';
import { OwnConnectors1790000000820 } from './migrations/1790000000820-own-connectors.js';
import { InnerRuns1790000000840 } from './migrations/1790000000840-inner-runs.js';
import { RunTriggers1790000000900 } from './migrations/1790000000900-run-triggers.js';
import { Schedules1790000000901 } from './migrations/1790000000901-schedules.js';
import { VersionSchemas1790000000902 } from './migrations/1790000000902-version-schemas.js';
import { RunControl1790000000910 } from './migrations/1790000000910-run-control.js';
import { WatchedRuns1790000000920 } from './migrations/1790000000920-watched-runs.js';
import { RunEngines1790000000930 } from './migrations/1790000000930-run-engines.js';
import { Lookups1790000000950 } from './migrations/1790000000950-lookups.js';
import { TokenGrowth1790000000970 } from './migrations/1790000000970-token-growth.js';
import { TokenList1790000000971 } from './migrations/1790000000971-token-list.js';
import { StepInputs1790000001010 } from './migrations/1790000001010-step-inputs.js';
import { ExclusivePlace1790000001020 } from './migrations/1790000001020-exclusive-place.js';

/** In the order they run; a landed migration never changes. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [
  Vault1790000000100,
  CallersTenantsApps1790000000200,
  AuditUsageAnswers1790000000300,
  Tokens1790000000400,
  ProcessesRuns1790000000500,
  TokenCare1790000000600,
  AlertsPace1790000000610,
  EventsWebhooks1790000000620,
  UnansweredRenewals1790000000630,
  RunWaits1790000000700,
  AppEvents1790000000710,
  Users1790000000800,
  Figures1790000000810,
  OwnConnectors1790000000820,
  InnerRuns1790000000840,
  RunTriggers1790000000900,
  Schedules1790000000901,
  VersionSchemas1790000000902,
  RunControl1790000000910,
  WatchedRuns1790000000920,
  RunEngines1790000000930,
  Lookups1790000000950,
  TokenGrowth1790000000970,
  TokenList1790000000971,
  StepInputs1790000001010,
  ExclusivePlace1790000001020,
];
