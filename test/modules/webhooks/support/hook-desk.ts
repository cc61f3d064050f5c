import { Webhook as Verifier } from 'standardwebhooks';
import { Database } from '../../../../src/modules/database/database.js';
import { WebhookDelivery } from '../../../../src/modules/webhooks/deliveries/webhook-delivery.entity.js';
import { Webhook } from '../../../../src/modules/webhooks/webhook.entity.js';
import { type ApiClient, createTenant, type Json, type TestTenant } from '../../../support/api-client.js';
import { startApp, type TestApp } from '../../../support/app.js';
import type { TestDatabase } from '../../../support/databases.js';
import { eventually } from '../../../support/eventually.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { Vendors } from '../../../support/story/vendors.js';
import {
  type ReceivedRequest,
  type Reply,
  startVendorServer,
  type VendorServer,
} from '../../../support/vendor-server.js';

/** Every host below this one is answered by the desk's receiver. */
export const DOMAIN = 'hooks.example';

export interface Hook {
  readonly id: string;
  readonly host: string;
  readonly secret: string;
}

let hosts = 0;

/** Latchkey beside one real receiver that answers each host as a test says. */
export class HookDesk {
  readonly clock = new FakeClock();
  readonly #replies = new Map<string, Reply>();
  #app: TestApp | undefined;

  private constructor(
    readonly database: TestDatabase,
    private readonly vendors: Vendors,
    private readonly server: VendorServer,
  ) {
    server.reply((response, request) => (this.#replies.get(hostOf(request)) ?? taken)(response, request));
  }

  static async open(createDatabase: () => Promise<TestDatabase>): Promise<HookDesk> {
    const desk = new HookDesk(await createDatabase(), await Vendors.open(['redox']), await startVendorServer());
    desk.#app = await desk.another();
    return desk;
  }

  get app(): TestApp {
    if (!this.#app) throw new Error('Latchkey is not started');
    return this.#app;
  }

  get environment(): Record<string, string> {
    const sandboxHosts = `${this.vendors.hosts},*.${DOMAIN}=${this.server.address}`;
    return { PUBLIC_URL: 'http://localhost:3000', LATCHKEY_SANDBOX_HOSTS: sandboxHosts, LATCHKEY_LOG_LEVEL: 'fatal' };
  }

  /** Another replica on the same database; PostgreSQL only. */
  another(): Promise<TestApp> {
    return startApp({ database: this.database, environment: this.environment, clock: this.clock });
  }

  createTenant(): Promise<TestTenant> {
    return createTenant(this.app);
  }

  /** A webhook to a host of its own. */
  async hook(caller: ApiClient, wish: Json = {}): Promise<Hook> {
    hosts += 1;
    const host = `receiver-${hosts}.${DOMAIN}`;
    const { status, body } = await caller.post('/v1/webhooks', { url: `https://${host}/events?key=k`, ...wish });
    if (status !== 201) throw new Error(`No webhook was created: ${JSON.stringify(body)}`);
    return { id: body.webhook.id, host, secret: body.secret };
  }

  /** What a host answers from now on. */
  reply({ host }: Pick<Hook, 'host'>, reply: Reply): void {
    this.#replies.set(host, reply);
  }

  got({ host }: Pick<Hook, 'host'>): ReceivedRequest[] {
    return this.server.received.filter((request) => hostOf(request) === host);
  }

  async untilGot(hook: Pick<Hook, 'host'>, count: number): Promise<ReceivedRequest[]> {
    await eventually(() => this.got(hook).length >= count);
    return this.got(hook);
  }

  async deliveries(caller: ApiClient, { id }: Pick<Hook, 'id'>): Promise<Json[]> {
    return (await caller.get(`/v1/webhooks/${id}/deliveries`)).body.items;
  }

  /** The only delivery of a webhook, once it is as the test wants it. */
  async delivery(caller: ApiClient, hook: Pick<Hook, 'id'>, isRight: (delivery: Json) => boolean): Promise<Json> {
    return eventually(async () => (await this.deliveries(caller, hook)).find(isRight));
  }

  /** Its next attempt is now. */
  async hurry(deliveryId: string, columns: Partial<WebhookDelivery> = {}): Promise<void> {
    const database = this.app.nest.get(Database);
    const change = { dueAt: await database.now(), ...columns };
    await database.write((manager) => manager.update(WebhookDelivery, { id: deliveryId }, change));
  }

  async alterHook({ id }: Pick<Hook, 'id'>, columns: Partial<Pick<Webhook, 'failingSince'>>): Promise<void> {
    await this.app.nest.get(Database).write((manager) => manager.update(Webhook, { id }, columns));
  }

  async close(): Promise<void> {
    await this.app.close();
    await Promise.all([this.server.close(), this.vendors.close(), this.database.drop()]);
  }
}

/** As a receiver does it. @throws when no signature is right */
export function verified(secret: string, { body, headers }: ReceivedRequest): Json {
  return new Verifier(secret).verify(body, headers as Record<string, string>);
}

export const taken: Reply = (response) => response.writeHead(204).end();

/** With the host as the first segment of the path, as a sandbox gets it. */
function hostOf({ path }: ReceivedRequest): string {
  return path.split('/')[1] ?? '';
}
