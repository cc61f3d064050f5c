import { Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConnectorsModule } from '../../src/connectors/connectors.module.js';
import { ConnectorsService } from '../../src/connectors/connectors.service.js';
import type { Connector } from '../../src/connectors/contract/connector.js';
import type { ConnectorsOptions } from '../../src/connectors/contract/connectors-options.js';
import { Clock } from '../../src/kernel/clock.js';
import { SettableClock } from './settable-clock.js';

export interface ConnectorsWing {
  readonly service: ConnectorsService;
  readonly clock: SettableClock;
  close(): Promise<void>;
}

/** The whole wing, put together by its own module; `connectors` are added to the catalogue. */
export async function openConnectorsWing(
  options: ConnectorsOptions,
  connectors: readonly Connector[] = [],
): Promise<ConnectorsWing> {
  const clock = new SettableClock();

  @Module({ providers: [{ provide: Clock, useValue: clock }], exports: [Clock] })
  class ClockModule {}

  const module = await Test.createTestingModule({
    imports: [
      { module: ClockModule, global: true },
      ConnectorsModule.forRootAsync({ useFactory: () => options, connectors }),
    ],
  }).compile();
  return { service: module.get(ConnectorsService), clock, close: () => module.close() };
}
