import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MeasuredProcess } from './processes.js';

const SERVER = '../src/main.js';
const OPERATOR_KEY = randomBytes(24).toString('hex');

interface Keyed {
  readonly url: string;
  readonly key: string;
}

interface HouseParts {
  readonly server: MeasuredProcess;
  readonly core: number | undefined;
  readonly runtimeKey: string;
  readonly tenantId: string;
  readonly appId: string;
  readonly adminKey: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface HouseOptions {
  /** Besides what every house has. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The one CPU that the server may run on. */
  readonly core?: number;
}

/** A server with one tenant, one app and the tokens that a benchmark asks for, set up through the front door. */
export class BenchHouse {
  server: MeasuredProcess;
  readonly runtimeKey: string;
  readonly tenantId: string;
  readonly appId: string;
  private readonly adminKey: string;
  private readonly core: number | undefined;
  readonly folder: string;
  private processAppId: string | undefined;
  /** What the server was started with. */
  readonly environment: Readonly<Record<string, string>>;

  private constructor(parts: HouseParts) {
    this.server = parts.server;
    this.runtimeKey = parts.runtimeKey;
    this.tenantId = parts.tenantId;
    this.appId = parts.appId;
    this.adminKey = parts.adminKey;
    this.core = parts.core;
    this.folder = parts.folder;
    this.environment = parts.environment;
  }

  static async open(
    declaredTokens: readonly string[],
    vendorUrl: string,
    options: HouseOptions = {},
  ): Promise<BenchHouse> {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
    const environment = {
      LATCHKEY_MODE: 'demo',
      LATCHKEY_LOG_LEVEL: 'warn',
      LATCHKEY_OPERATOR_KEY: OPERATOR_KEY,
      LATCHKEY_DATA: folder,
      LATCHKEY_SANDBOX_HOSTS: ['*.netsuite.com', '*.dropbox.com', '*.dropboxapi.com']
        .map((host) => `${host}=${vendorUrl}`)
        .join(','),
      PORT: '0',
      HOST: '127.0.0.1',
      ...options.environment,
    };
    const { core } = options;
    const server = await MeasuredProcess.start(SERVER, environment, core);
    const tenant = await post({ url: server.url, key: OPERATOR_KEY }, '/v1/tenants', { name: 'Bench' });
    const admin = { url: server.url, key: tenant.adminKey.key };
    const app = await post(admin, '/v1/apps', { name: 'Bench', kind: 'form-based', declaredTokens });
    const key = await post(admin, '/v1/keys', { name: 'Runtime', rights: ['run'], appId: app.id });
    const ids = { tenantId: tenant.id, appId: app.id };
    return new BenchHouse({ server, core, runtimeKey: key.key, ...ids, adminKey: admin.key, folder, environment });
  }

  /** A signed-request token: nothing is issued, so the vendor has no part in it. */
  async addToken(name: string): Promise<void> {
    const fields = {
      consumerKey: 'k',
      consumerSecret: 's',
      tokenId: 't',
      tokenSecret: 'u',
      accountId: '1234567',
    };
    const draft = await this.post('/v1/drafts', { connector: 'netsuite', method: 'token-based', name, fields });
    await this.post(`/v1/drafts/${draft.id}/done`, { acceptUnproved: true });
  }

  /** As the tenant's admin. */
  post(path: string, body: object): Promise<Answer> {
    return post({ url: this.server.url, key: this.adminKey }, path, body);
  }

  /** Does some work on what the server has stored, while it is not there; it listens at another port afterwards. */
  async whileStopped(work: () => Promise<void>): Promise<void> {
    await this.server.stop();
    await work();
    this.server = await MeasuredProcess.start(SERVER, this.environment, this.core);
  }

  /** Publishes a process; answers where its runs are started. @param tasks YAML, each line below `do:` */
  async publish(name: string, tasks: string): Promise<string> {
    const definition = `document: { dsl: '1.0.3', namespace: bench, name: bench, version: '1.0.0' }\ndo:\n${tasks}`;
    this.processAppId ??= (await this.post('/v1/apps', { name: 'Processes', kind: 'process-based' })).id;
    const processes = `/v1/apps/${this.processAppId}/processes`;
    const { id } = await this.post(processes, { name, definition });
    await this.post(`${processes}/${id}/publish`, {});
    return `${processes}/${id}/runs`;
  }

  /** As the tenant's admin. */
  async get<T>(path: string): Promise<T> {
    const response = await fetch(`${this.server.url}${path}`, { headers: this.headers });
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** What the tenant's admin sends with each request. */
  get headers(): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${this.adminKey}` };
  }

  async close(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface Answer {
  readonly id: string;
  readonly consentUrl: string;
  readonly key: string;
  readonly adminKey: { readonly key: string };
}

async function post(as: Keyed, path: string, body: object): Promise<Answer> {
  const response = await fetch(`${as.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${as.key}`, 'content-type': 'application/json', 'if-match': '*' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  return response.json() as Promise<Answer>;
}
