import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { Clock, SystemClock } from './kernel/clock.js';
import type { Configuration } from './kernel/configuration.js';
import { KernelModule } from './kernel/kernel.module.js';
import { ApiModule } from './modules/api/api.module.js';
import { AppsModule } from './modules/apps/apps.module.js';
import { AuditModule } from './modules/audit/audit.module.js';
import { CallersModule } from './modules/callers/callers.module.js';
import { DatabaseModule } from './modules/database/database.module.js';
import { TenantsModule } from './modules/tenants/tenants.module.js';
import { UsageModule } from './modules/usage/usage.module.js';
import { VaultModule } from './modules/vault/vault.module.js';

/** The house: its rooms from top to bottom. */
@Module({})
export class AppModule {
  static forRoot(configuration: Configuration, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: AppModule,
      imports: [
        AppsModule,
        TenantsModule,
        AuditModule,
        ApiModule,
        CallersModule,
        UsageModule,
        VaultModule,
        DatabaseModule,
        ScheduleModule.forRoot(),
        KernelModule.forRoot(configuration, clock),
      ],
    };
  }
}
