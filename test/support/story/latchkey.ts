import type { Connector } from '../../../src/connectors/contract/connector.js';
import { createTenant, type TestTenant } from '../api-client.js';
import { startApp, type TestApp } from '../app.js';
import type { TestDatabase } from '../databases.js';
import { FakeClock } from '../fake-clock.js';
import { freePort } from '../server-process.js';
import { Browser } from './browser.js';
import { Vendors } from './vendors.js';

/** What browsers and vendors take Latchkey's address for; the sandbox's demo apps have its callback registered. */
export const PUBLIC_URL = 'http://localhost:3000';
export const REDIRECT_URI = `${PUBLIC_URL}/oauth/callback`;

/** The whole application beside the sandbox vendors, with a clock that a test moves for all of them. */
export class Latchkey {
  readonly clock = new FakeClock();
  #app: TestApp | undefined;

  private constructor(
    readonly database: TestDatabase,
    readonly vendors: Vendors,
    private readonly environment: Readonly<Record<string, string>>,
    private readonly connectors: readonly Connector[],
  ) {}

  static async start(
    createDatabase: () => Promise<TestDatabase>,
    environment: Readonly<Record<string, string>> = {},
    connectors: readonly Connector[] = [],
  ): Promise<Latchkey> {
    const [database, vendors] = await Promise.all([createDatabase(), Vendors.open()]);
    const settings = {
      PUBLIC_URL,
      LATCHKEY_SANDBOX_HOSTS: vendors.hosts,
      // What vendors refuse here is wanted.
      LATCHKEY_LOG_LEVEL: 'fatal',
      ...environment,
    };
    const latchkey = new Latchkey(database, vendors, settings, connectors);
    // Kept free for a restart: no system gives it to anybody else meanwhile.
    latchkey.#app = await latchkey.another(await freePort());
    return latchkey;
  }

  get app(): TestApp {
    if (this.#app === undefined) throw new Error('Latchkey is not started');
    return this.#app;
  }

  /** Starts again on the same database and port. */
  async restart(): Promise<void> {
    const port = Number(new URL(this.app.url).port);
    await this.app.close();
    this.#app = await this.another(port);
  }

  /** Another replica on the same database; PostgreSQL only. */
  another(port = 0): Promise<TestApp> {
    const { database, environment, clock, connectors } = this;
    return startApp({ database, environment, clock, connectors, port });
  }

  createTenant(): Promise<TestTenant> {
    return createTenant(this.app);
  }

  /** A browser without cookies. */
  browser(): Browser {
    return new Browser({ [PUBLIC_URL]: this.app.url });
  }

  /** Time passes here and at the vendors. */
  async passTime(seconds: number): Promise<void> {
    this.clock.advance(seconds * 1_000);
    await this.vendors.setAhead(this.clock.aheadMs / 1_000);
  }

  async close(): Promise<void> {
    await this.app.close();
    await Promise.all([this.vendors.close(), this.database.drop()]);
  }
}
