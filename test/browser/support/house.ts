import { jest } from '@jest/globals';
import { DEMO_FIELDS } from '../../../sandbox/demo/demo-fields.js';
import { sandboxAccounts } from '../../../sandbox/vendors.js';
import { FirstStart } from '../../../src/modules/users/links/first-start.js';
import { createTenant, type TestTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { FakeClock } from '../../support/fake-clock.js';
import { freePort } from '../../support/server-process.js';
import { Browser as Walker } from '../../support/story/browser.js';
import { Vendors } from '../../support/story/vendors.js';

/** Each file starts a server, its vendors and a browser; on a busy machine that takes a while. */
jest.setTimeout(120_000);

const { dropbox, salesforce } = sandboxAccounts;
let people = 0;

/** The server and the sandbox vendors of one spec file, at an address that a browser can reach and vendors know. */
export class House {
  private constructor(
    readonly app: TestApp,
    readonly vendors: Vendors,
    readonly clock: FakeClock,
    private readonly database: TestDatabase,
    /** What the browser's address bar shows. */
    readonly url: string,
  ) {}

  static async open(environment: Readonly<Record<string, string>> = {}): Promise<House> {
    const [, createSqlite] = engines[0] ?? [];
    if (createSqlite === undefined) throw new Error('No database engine is listed');
    const [database, vendors, port] = await Promise.all([createSqlite(), Vendors.open(), freePort()]);
    // Browsers take http://localhost for a secure place, so that copying and the like work as they do over https.
    const url = `http://localhost:${port}`;
    const clock = new FakeClock();
    const settings = {
      PUBLIC_URL: url,
      LATCHKEY_SANDBOX_HOSTS: vendors.hosts,
      LATCHKEY_DEMO_FIELDS: JSON.stringify(DEMO_FIELDS),
      LATCHKEY_LOG_LEVEL: 'fatal',
      ...environment,
    };
    const app = await startApp({ database, environment: settings, clock, port });
    await tellRedirectUri(vendors, `${url}/oauth/callback`);
    return new House(app, vendors, clock, database, url);
  }

  get redirectUri(): string {
    return `${this.url}/oauth/callback`;
  }

  createTenant(name?: string): Promise<TestTenant> {
    return createTenant(this.app, name);
  }

  /** A browser without a screen, for consents that set a test up. */
  walker(): Walker {
    return new Walker({ [this.url]: this.app.url });
  }

  /** What the server prints while nobody can sign in. */
  async firstLink(): Promise<string> {
    const link = await this.app.nest.get(FirstStart).link();
    if (link === undefined) throw new Error('There is a tenant already');
    return link.url.reveal('a test opens it');
  }

  /** Somebody new in the tenant: the one-time link that opens the account. */
  async invite({ admin }: TestTenant, person: { role: 'admin' | 'designer'; appIds?: string[] }): Promise<string> {
    people += 1;
    const { email, name } = { email: `person${people}@clinic.example`, name: 'Ada Lovelace' };
    const { status, body } = await admin.post('/v1/users', { email, name, ...person });
    if (status !== 201) throw new Error(`Nobody was invited: ${JSON.stringify(body)}`);
    return body.link.url;
  }

  async close(): Promise<void> {
    await this.app.close();
    await Promise.all([this.vendors.close(), this.database.drop()]);
  }
}

/** What an admin does in the vendors' consoles. */
async function tellRedirectUri(vendors: Vendors, redirectUri: string): Promise<void> {
  const redirectUris = [redirectUri];
  await Promise.all([
    ...[dropbox.app, dropbox.secondApp].map((app) => vendors.register('dropbox', { ...app, redirectUris })),
    vendors.register('salesforce', { ...salesforce.externalClientApp, redirectUris }),
  ]);
}
