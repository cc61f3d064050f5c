import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { ConnectorsModule } from './connectors/connectors.module.js';
import type { Connector } from './connectors/contract/connector.js';
import type { ConnectorsOptions } from './connectors/contract/connectors-options.js';
import { Clock, SystemClock } from './kernel/clock.js';
import { Configuration } from './kernel/configuration.js';
import { KernelModule } from './kernel/kernel.module.js';
import { AlertsModule } from './modules/alerts/alerts.module.js';
import { ApiModule } from './modules/api/api.module.js';
import { AppsModule } from './modules/apps/apps.module.js';
import { AuditModule } from './modules/audit/audit.module.js';
import { CallersModule } from './modules/callers/callers.module.js';
import { DatabaseModule } from './modules/database/database.module.js';
import { EventsModule } from './modules/events/events.module.js';
import { FiguresModule } from './modules/figures/figures.module.js';
import { ForecastModule } from './modules/forecast/forecast.module.js';
import { IssuanceModule } from './modules/issuance/issuance.module.js';
import { LookupsModule } from './modules/lookups/lookups.module.js';
import { MetricsModule } from './modules/metrics/metrics.module.js';
import { OwnConnectorsModule } from './modules/own-connectors/own-connectors.module.js';
import { RenewalModule } from './modules/renewal/renewal.module.js';
import { ResolutionModule } from './modules/resolution/resolution.module.js';
import { TenantsModule } from './modules/tenants/tenants.module.js';
import { TokensModule } from './modules/tokens/tokens.module.js';
import { UsageModule } from './modules/usage/usage.module.js';
import { UsersModule } from './modules/users/users.module.js';
import { VaultModule } from './modules/vault/vault.module.js';
import { WebhooksModule } from './modules/webhooks/webhooks.module.js';
import { WorkflowsModule } from './workflows/workflows.module.js';

/** What an embedding program brings of its own. */
export interface AppAdditions {
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Besides those of the catalogue. */
  readonly connectors?: readonly Connector[];
}

/** The house: its rooms from top to bottom. */
@Module({})
export class AppModule {
  static forRoot(configuration: Configuration, additions: AppAdditions = {}): DynamicModule {
    const { clock = new SystemClock(), connectors = [] } = additions;
    return {
      module: AppModule,
      imports: [
        WorkflowsModule.on(configuration.engine),
        IssuanceModule,
        LookupsModule,
        ResolutionModule,
        RenewalModule,
        ForecastModule,
        TokensModule,
        WebhooksModule,
        UsersModule,
        AppsModule,
        OwnConnectorsModule,
        TenantsModule,
        AuditModule,
        AlertsModule,
        EventsModule,
        FiguresModule,
        ApiModule,
        CallersModule,
        UsageModule,
        MetricsModule,
        VaultModule,
        DatabaseModule,
        ConnectorsModule.forRootAsync({ inject: [Configuration], useFactory: connectorsOptions, connectors }),
        ScheduleModule.forRoot(),
        KernelModule.forRoot(configuration, clock),
      ],
    };
  }
}

function connectorsOptions(configuration: Configuration): ConnectorsOptions {
  const { sandboxHosts, allowedPrivateHosts, vendorTimeoutSeconds } = configuration;
  return { sandboxHosts, allowedPrivateHosts, vendorTimeoutMs: vendorTimeoutSeconds * 1_000 };
}
