import { ApiClient, createCaller, createTenant, type TestTenant } from '../../support/api-client.js';
import { compileServer, removeCompiledServer } from '../../support/compiled-server.js';
import type { DatabaseLine } from '../../support/database-line.js';
import { Browser } from '../../support/story/browser.js';
import { Draft } from '../../support/story/drafts.js';
import { createDeclaringApp } from '../../support/story/journey.js';
import { PUBLIC_URL, REDIRECT_URI } from '../../support/story/latchkey.js';
import { Vendors } from '../../support/story/vendors.js';
import { type Berth, type Carrier, openStorage, type Storage } from './carriers.js';
import { connectorKeyOf, type FaultKind, REPLAY_WINDOW } from './fault-connectors.js';
import { FaultServerProcess } from './fault-server-process.js';
import { FaultToken } from './fault-token.js';

export interface FaultHouseOptions {
  /** Settings of every server. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: a fresh database of the carrier. */
  readonly storage?: Storage;
}

/** Most tokens of one house; the app declares their names beforehand. */
const MOST_TOKENS = 200;
const NAMES = Array.from({ length: MOST_TOKENS }, (_, index) => `Token ${index + 1}`);

/** Real server processes beside a sandbox in the test's own process. Whatever is started here, `close` ends. */
export class FaultHouse {
  #tokens = 0;

  private constructor(
    readonly servers: readonly FaultServerProcess[],
    readonly storage: Storage,
    readonly vendors: Vendors,
    private readonly people: { readonly tenant: TestTenant; readonly runnerKey: string },
  ) {}

  static async open(carrier: Carrier, options: FaultHouseOptions = {}): Promise<FaultHouse> {
    compileServer();
    const storage = options.storage ?? (await openStorage(carrier));
    const vendors = await Vendors.open(['dropbox']);
    const servers: FaultServerProcess[] = [];
    try {
      // The first one makes the tables.
      const [first, ...others] = storage.berths;
      if (first) servers.push(await startAt(first, vendors, options));
      const started = await Promise.allSettled(others.map((berth) => startAt(berth, vendors, options)));
      servers.push(...started.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])));
      for (const each of started) if (each.status === 'rejected') throw each.reason;
      return new FaultHouse(servers, storage, vendors, await peopleAt(servers[0]));
    } catch (error) {
      await closeAll(servers, vendors, storage);
      throw error;
    }
  }

  /** The n-th server; the first unless told. */
  server(index = 0): FaultServerProcess {
    const server = this.servers[index];
    if (server === undefined) throw new Error(`There is no server ${index}`);
    return server;
  }

  /** The line between the n-th replica and its database; PostgreSQL only. */
  line(index = 0): DatabaseLine {
    const line = this.storage.berths[index]?.line;
    if (line === undefined) throw new Error(`Server ${index} has no line`);
    return line;
  }

  /** A tenant admin at one of the servers. */
  admin(server = this.server()): ApiClient {
    return new ApiClient(server.url, this.people.tenant.admin.key);
  }

  /** The app at work, which may resolve every token, at one of the servers. */
  runner(server = this.server()): ApiClient {
    return new ApiClient(server.url, this.people.runnerKey);
  }

  /** A token by consent, with a client of its own at the vendor. Its first access token lives as long as told. */
  async connect(kind: FaultKind, options: { lifetimeSeconds?: number; server?: FaultServerProcess } = {}) {
    const { server = this.server(), lifetimeSeconds } = options;
    const name = NAMES[this.#tokens++];
    if (name === undefined) throw new Error(`One house takes ${MOST_TOKENS} tokens`);
    const client = { id: `${kind}-${this.#tokens}`, secret: `secret-${this.#tokens}` };
    await this.vendors.register('dropbox', {
      ...client,
      redirectUris: [REDIRECT_URI],
      rotation: kind,
      replaySeconds: REPLAY_WINDOW,
    });
    if (lifetimeSeconds !== undefined) {
      const shortLived = { kind: 'access-token-lifetime', endpoint: 'token', seconds: lifetimeSeconds, times: 1 };
      await this.vendors.mood('dropbox', shortLived);
    }
    const fields = { clientId: client.id, clientSecret: client.secret };
    const draft = await Draft.begin(this.admin(server), { connector: connectorKeyOf(kind), name, fields });
    const page = await draft.connect(new Browser({ [PUBLIC_URL]: server.url }));
    if (page.status !== 200) throw new Error(`The consent failed: ${page.html}`);
    const { id } = await draft.finish();
    return new FaultToken(this, { id, name, kind, client: client.id });
  }

  /** Time passes for every server and at the vendor; PostgreSQL keeps its own. */
  async setClock(aheadMs: number): Promise<void> {
    await Promise.all(this.servers.map((server) => server.setClock(aheadMs)));
    await this.vendors.setAhead(aheadMs / 1_000);
  }

  /** Starts again whatever is not running. */
  async revive(): Promise<void> {
    await Promise.all(this.servers.filter(({ isRunning }) => !isRunning).map((server) => server.start()));
  }

  close(): Promise<void> {
    return closeAll(this.servers, this.vendors, this.storage);
  }
}

function startAt(berth: Berth, vendors: Vendors, options: FaultHouseOptions): Promise<FaultServerProcess> {
  return FaultServerProcess.start({
    ...berth.environment,
    PUBLIC_URL,
    LATCHKEY_SANDBOX_HOSTS: vendors.hosts,
    // What fails here is wanted; what must not, a test finds out.
    LATCHKEY_LOG_LEVEL: 'fatal',
    LATCHKEY_VENDOR_TIMEOUT_SECONDS: '5',
    ...options.environment,
  });
}

async function peopleAt(server: FaultServerProcess | undefined) {
  const tenant = await createTenant(server ?? { url: '' });
  const appId = await createDeclaringApp(tenant, 'Faults', NAMES);
  const { key = '' } = await createCaller(tenant.admin, { rights: ['run'], appId });
  return { tenant, runnerKey: key };
}

/** SIGKILL ends a paused process too. */
async function closeAll(servers: readonly FaultServerProcess[], vendors: Vendors, storage: Storage): Promise<void> {
  await Promise.all(servers.map((server) => server.kill()));
  await vendors.close();
  await storage.drop();
  removeCompiledServer();
}
