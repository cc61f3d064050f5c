import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createCaller, createTenant, type Json } from '../../support/api-client.js';
import { compileServer, removeCompiledServer } from '../../support/compiled-server.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { ServerProcess } from '../../support/server-process.js';
import { expectStatus } from '../../support/story/drafts.js';
import { createDeclaringApp } from '../../support/story/journey.js';

/** What a crash may lose of the resolutions, as AuditService states it, and three times as much again for a busy machine. */
const BOUND_MS = 8_000;
/** Answers that must be older than that before the server is killed. */
const WORTH_LOOKING = 100;

const FIELDS = {
  consumerKey: 'k',
  consumerSecret: 's',
  tokenId: 't',
  tokenSecret: 'u',
  accountId: '1234567',
};

describe.each(engines)('The audit of a server that is killed on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let server: ServerProcess | undefined;
  beforeAll(async () => {
    compileServer();
    database = await createDatabase();
  });
  afterEach(() => server?.kill());
  afterAll(async () => {
    await database.drop();
    removeCompiledServer();
  });

  it('has lost no resolution that was answered longer ago than the bound, and its chain holds', async () => {
    server = await ServerProcess.start(database, {});
    const tenant = await createTenant(server, 'Clinic');
    const appId = await createDeclaringApp(tenant, 'Clinic', ['Books']);
    const callers = await Promise.all(
      ['one', 'two', 'three'].map((name) => createCaller(tenant.admin, { name, rights: ['run'], appId })),
    );
    const draft = { connector: 'netsuite', method: 'token-based', name: 'Books', fields: FIELDS };
    const { id } = expectStatus(await tenant.admin.post('/v1/drafts', draft), 201).body;
    expectStatus(await tenant.admin.post(`/v1/drafts/${id}/done`, { acceptUnproved: true }), 200);

    const answeredAt: number[] = [];
    let isKilled = false;
    const ask = async (caller: (typeof callers)[number]) => {
      while (!isKilled) {
        const answer = await caller.post('/v1/resolutions', { name: 'Books' }).catch(() => undefined);
        if (answer?.status === 200) answeredAt.push(Date.now());
      }
    };
    const asking = callers.map(ask);
    const oldAnswers = (now: number) => answeredAt.filter((at) => at <= now - BOUND_MS).length;
    await eventually(() => oldAnswers(Date.now()) >= WORTH_LOOKING);
    const killedAt = Date.now();
    isKilled = true;
    await server.kill();
    await Promise.all(asking);

    server = await ServerProcess.start(database, {}, { port: Number(new URL(server.url).port) });
    const { body } = await tenant.admin.get('/v1/audit-events?limit=200');
    const resolved = body.items.filter(({ action }: Json) => action === 'access-token.resolved');
    const written = resolved.reduce((sum: number, { facts }: Json) => sum + facts.times, 0);
    expect(written).toBeGreaterThanOrEqual(oldAnswers(killedAt));
    // One request of each caller may have been answered without their hearing it.
    expect(written).toBeLessThanOrEqual(answeredAt.length + callers.length);
    expect((await tenant.admin.get('/v1/audit-events/verification')).body).toMatchObject({ holds: true });
  }, 180_000);
});
