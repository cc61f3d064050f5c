import { type DynamicModule, Module } from '@nestjs/common';
import { Clock } from './clock.js';
import { Configuration } from './configuration.js';

/** Gives every room the settings and the clock. */
@Module({})
export class KernelModule {
  static forRoot(configuration: Configuration, clock: Clock): DynamicModule {
    return {
      module: KernelModule,
      global: true,
      providers: [
        { provide: Configuration, useValue: configuration },
        { provide: Clock, useValue: clock },
      ],
      exports: [Configuration, Clock],
    };
  }
}
