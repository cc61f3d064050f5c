import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Connector } from '../../src/connectors/contract/connector.js';
import { createApp } from '../../src/create-app.js';
import type { Clock } from '../../src/kernel/clock.js';
import { loadConfiguration } from '../../src/kernel/configuration.js';
import type { TestDatabase } from './databases.js';

export const OPERATOR_KEY = 'operator-key-for-tests-0123456789abcdef';

export interface TestApp {
  readonly url: string;
  readonly nest: NestFastifyApplication;
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly database: TestDatabase;
  readonly environment?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  readonly connectors?: readonly Connector[];
  /** A free one unless told. */
  readonly port?: number;
}

/** The whole application before it starts: its tables are there, and nothing in it goes by itself yet. */
export function makeApp({ database, environment, ...additions }: Omit<TestAppOptions, 'port'>) {
  const configuration = loadConfiguration({
    LATCHKEY_MODE: 'demo',
    LATCHKEY_OPERATOR_KEY: OPERATOR_KEY,
    LATCHKEY_LOG_LEVEL: 'error',
    ...database.environment,
    ...environment,
  });
  return createApp(configuration, additions);
}

/** The whole application on a free port, started as `npm start` starts it. */
export async function startApp({ port = 0, ...options }: TestAppOptions): Promise<TestApp> {
  const nest = await makeApp(options);
  try {
    await nest.listen(port, '127.0.0.1');
  } catch (error) {
    // The process would end here; a test goes on, and must not hold the data folder.
    await nest.close();
    throw error;
  }
  return { url: (await nest.getUrl()).replace('[::1]', '127.0.0.1'), nest, close: () => nest.close() };
}
