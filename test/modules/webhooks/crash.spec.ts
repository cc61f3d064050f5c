import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient, createTenant, type Json } from '../../support/api-client.js';
import { compileServer, removeCompiledServer } from '../../support/compiled-server.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { ServerProcess } from '../../support/server-process.js';
import { connectRedox } from '../../support/story/connected-tokens.js';
import { ANY } from '../../support/story/journey.js';
import { Vendors } from '../../support/story/vendors.js';
import { startVendorServer, type VendorServer } from '../../support/vendor-server.js';

const KILLS = 2;
const CHANGES_PER_LIFE = 12;

describe.each(engines)('A server that is killed between a commit and its delivery on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let vendors: Vendors;
  let receiver: VendorServer;
  beforeAll(async () => {
    compileServer();
    database = await createDatabase();
    [vendors, receiver] = await Promise.all([Vendors.open(['redox']), startVendorServer()]);
  });
  afterAll(async () => {
    await Promise.all([receiver.close(), vendors.close(), database.drop()]);
    removeCompiledServer();
  });

  const start = () =>
    ServerProcess.start(database, {
      LATCHKEY_SANDBOX_HOSTS: `${vendors.hosts},receiver.hooks.example=${receiver.address}`,
    });

  /** Changes the token again and again until the server is gone; the generations that it acknowledged. */
  async function changeUntilGone(caller: ApiClient, tokenId: string, acknowledged: number[]): Promise<void> {
    for (let round = 0; ; round += 1) {
      const path = `/v1/access-tokens/${tokenId}`;
      const answer = await caller.patch(path, { description: `${round}` }, ANY).catch(() => undefined);
      if (answer?.status !== 200) return;
      acknowledged.push(answer.body.generation);
    }
  }

  it('delivers after its restart an event for every change that it acknowledged', async () => {
    // Slow enough that a kill meets deliveries that wait, that are under way, and that have ended.
    receiver.reply((response) => void setTimeout(() => response.writeHead(204).end(), 40));
    let server = await start();
    const { admin } = await createTenant(server);
    const { body } = await admin.post('/v1/webhooks', { url: 'https://receiver.hooks.example/' });
    const token = await connectRedox(admin, { name: 'Redox' });
    const acknowledged: number[] = [];
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const changing = changeUntilGone(new ApiClient(server.url, admin.key), token.id, acknowledged);
      await eventually(() => acknowledged.length >= kill * CHANGES_PER_LIFE);
      await server.kill();
      await changing;
      server = await start();
    }
    const caller = new ApiClient(server.url, admin.key);
    const pending = `/v1/webhooks/${body.webhook.id}/deliveries?state=pending`;
    const told = () => new Set(receiver.received.map((request): Json => JSON.parse(request.body).data.generation));
    await eventually(() => acknowledged.every((generation) => told().has(generation)));
    await eventually(async () => (await caller.get(pending)).body.items.length === 0);
    const stored = (await caller.get('/v1/events?limit=200')).body.items;
    const delivered = new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
    expect(stored.filter(({ id }: Json) => !delivered.has(id))).toEqual([]);
    await server.kill();
  }, 240_000);
});
