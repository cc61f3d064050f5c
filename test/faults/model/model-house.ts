import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RenewalMilestone, RenewalMilestones } from '../../../src/modules/renewal/renewal-milestones.js';
import { ApiClient, createCaller, createTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { DatabaseLine } from '../../support/database-line.js';
import type { TestDatabase } from '../../support/databases.js';
import { SettableClock } from '../../support/settable-clock.js';
import { createDeclaringApp } from '../../support/story/journey.js';
import { PUBLIC_URL } from '../../support/story/latchkey.js';
import { Vendors } from '../../support/story/vendors.js';
import { FAULT_CONNECTORS } from '../support/fault-connectors.js';

/** What a process leaves behind, as the environment of the next one. */
interface Remains {
  readonly environment: Readonly<Record<string, string>>;
  readonly line?: DatabaseLine;
}

interface Keys {
  readonly admin: string;
  readonly runner: string;
}

export const TOKEN_NAME = 'The token';

/**
 * The application in this process, with a clock that stands still until it is moved, so that a run can be repeated to
 * the letter. It can die: on SQLite the next one starts on a copy of the files as they were in that instant, on
 * PostgreSQL its line to the database breaks for good.
 */
export class ModelHouse {
  readonly clock = new SettableClock(new Date().toISOString());
  #remains: Remains;
  #app: TestApp | undefined;
  #keys: Keys = { admin: '', runner: '' };

  private constructor(
    private readonly database: TestDatabase,
    readonly vendors: Vendors,
  ) {
    this.#remains = { environment: database.environment };
  }

  static async open(createDatabase: () => Promise<TestDatabase>): Promise<ModelHouse> {
    const [database, vendors] = await Promise.all([createDatabase(), Vendors.open(['dropbox'])]);
    const house = new ModelHouse(database, vendors);
    house.#remains = await house.copyOfRemains();
    house.#app = await house.start();
    const tenant = await createTenant(house.app);
    const appId = await createDeclaringApp(tenant, 'Model', [TOKEN_NAME]);
    const { key = '' } = await createCaller(tenant.admin, { rights: ['run'], appId });
    house.#keys = { admin: tenant.admin.key ?? '', runner: key };
    return house;
  }

  get app(): TestApp {
    if (this.#app === undefined) throw new Error('The house is not open');
    return this.#app;
  }

  get admin(): ApiClient {
    return new ApiClient(this.app.url, this.#keys.admin);
  }

  get runner(): ApiClient {
    return new ApiClient(this.app.url, this.#keys.runner);
  }

  /** Dies now, as by a power cut, and starts again. */
  async die(): Promise<void> {
    await this.succeed(await this.copyOfRemains());
  }

  /** Dies when a renewal reaches the milestone while the work is done, and starts again. SQLite only. */
  async dieAt(milestone: RenewalMilestone, work: () => Promise<unknown>): Promise<void> {
    let remains: Remains | undefined;
    const watch = this.app.nest.get(RenewalMilestones).stream.subscribe((reached) => {
      if (reached.milestone === milestone) remains ??= this.copyOfFiles();
    });
    // What still comes of it happens in the old files, of which nobody hears again.
    await work();
    watch.unsubscribe();
    if (remains === undefined) throw new Error(`The renewal never came to ${milestone}`);
    await this.succeed(remains);
  }

  async close(): Promise<void> {
    await this.#app?.close();
    await this.#remains.line?.close();
    await Promise.all([this.vendors.close(), this.database.drop()]);
    this.removeFiles(this.#remains);
  }

  private async succeed(remains: Remains): Promise<void> {
    const [before, old] = [this.app, this.#remains];
    old.line?.cut();
    this.#remains = remains;
    this.#app = await this.start();
    await before.close();
    await old.line?.close();
    this.removeFiles(old);
  }

  private start(): Promise<TestApp> {
    const environment = {
      PUBLIC_URL,
      LATCHKEY_SANDBOX_HOSTS: this.vendors.hosts,
      LATCHKEY_LOG_LEVEL: 'fatal',
      ...this.#remains.environment,
    };
    return startApp({ database: this.database, environment, clock: this.clock, connectors: FAULT_CONNECTORS });
  }

  private async copyOfRemains(): Promise<Remains> {
    const { DATABASE_URL } = this.database.environment;
    if (DATABASE_URL === undefined) return this.copyOfFiles();
    const line = await DatabaseLine.open(DATABASE_URL);
    const LATCHKEY_DATA = mkdtempSync(join(tmpdir(), 'latchkey-model-'));
    return { environment: { DATABASE_URL: line.url, LATCHKEY_DATA }, line };
  }

  /** In one go: SQLite's driver writes in this thread too, so nothing is written meanwhile. */
  private copyOfFiles(): Remains {
    const LATCHKEY_DATA = mkdtempSync(join(tmpdir(), 'latchkey-model-'));
    cpSync(this.#remains.environment.LATCHKEY_DATA ?? '', LATCHKEY_DATA, { recursive: true });
    return { environment: { LATCHKEY_DATA } };
  }

  private removeFiles({ environment }: Remains): void {
    rmSync(environment.LATCHKEY_DATA ?? '', { recursive: true, force: true });
  }
}
