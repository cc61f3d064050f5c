import { type DynamicModule, Module } from '@nestjs/common';
import { Clock, SystemClock } from './kernel/clock.js';
import type { Configuration } from './kernel/configuration.js';
import { KernelModule } from './kernel/kernel.module.js';
import { DatabaseModule } from './modules/database/database.module.js';

/** The house: its rooms from top to bottom. */
@Module({})
export class AppModule {
  static forRoot(configuration: Configuration, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: AppModule,
      imports: [DatabaseModule, KernelModule.forRoot(configuration, clock)],
    };
  }
}
