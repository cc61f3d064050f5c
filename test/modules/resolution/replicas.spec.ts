import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Answer, ApiClient, createCaller, type Json, type TestTenant } from '../../support/api-client.js';
import type { TestApp } from '../../support/app.js';
import { engines } from '../../support/databases.js';
import { connectNetSuite } from '../../support/story/connected-tokens.js';
import { expectStatus } from '../../support/story/drafts.js';
import { ANY, createDeclaringApp } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

const ROUNDS = 8;
const READERS = 8;

const NAMES_BOOKS = `
document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }
do:
  - read: { call: http, with: { method: get, endpoint: { uri: 'https://1234567.suitetalk.api.netsuite.com/', authentication: { use: Books } } } }`;

describe('What one replica has acknowledged', () => {
  let latchkey: Latchkey;
  let replica: TestApp;
  let tenant: TestTenant;
  let admin: ApiClient;
  let appId: string;
  let runner: ApiClient;
  beforeAll(async () => {
    const [, createDatabase] = engines.find(([name]) => name === 'PostgreSQL') ?? [];
    if (createDatabase === undefined) throw new Error('There is no PostgreSQL among the engines.');
    latchkey = await Latchkey.start(createDatabase);
    replica = await latchkey.another();
  });
  beforeEach(async () => {
    tenant = await latchkey.createTenant();
    admin = tenant.admin;
    appId = await createDeclaringApp(tenant, 'Clinic', ['Books']);
    runner = await createCaller(admin, { rights: ['run'], appId });
  });
  afterAll(async () => {
    await replica.close();
    await latchkey.close();
  });

  /** The same key at the other replica. */
  const resolveThere = ({ key }: ApiClient): Promise<Answer> =>
    new ApiClient(replica.url, key).post('/v1/resolutions', { name: 'Books' });
  const declare = (names: readonly string[]) => admin.patch(`/v1/apps/${appId}`, { declaredTokens: names }, ANY);

  /** Twice, so that the second answer comes out of what is remembered. */
  async function warm(caller = runner): Promise<number> {
    await resolveThere(caller);
    return (await resolveThere(caller)).status;
  }

  it('of a token is in every answer of another that is asked for after it', async () => {
    const token = await connectNetSuite(admin, { name: 'Books' });
    let acknowledged: number = token.generation;
    let isOver = false;
    const stale: string[] = [];
    let answers = 0;
    const reader = async () => {
      while (!isOver) {
        const atLeast = acknowledged;
        const { status, body } = await resolveThere(runner);
        answers += 1;
        if (status !== 200 || body.token.generation < atLeast) stale.push(`${status} ${body.token?.generation}`);
      }
    };
    const readers = Array.from({ length: READERS }, reader);
    for (let round = 0; round < 40; round += 1) {
      const { body } = await admin.patch(`/v1/access-tokens/${token.id}`, { description: `${round}` }, ANY);
      acknowledged = body.generation;
    }
    isOver = true;
    await Promise.all(readers);
    expect(stale).toEqual([]);
    expect(answers).toBeGreaterThan(100);
    expect((await resolveThere(runner)).body.token.generation).toBe(acknowledged);
  });

  it('of a revoked key ends its very next request at another', async () => {
    await connectNetSuite(admin, { name: 'Books' });
    for (let round = 0; round < ROUNDS; round += 1) {
      const caller = await createCaller(admin, { rights: ['run'], appId });
      expect(await warm(caller)).toBe(200);
      expectStatus(await admin.delete(`/v1/keys/${caller.id}`), 204);
      expect((await resolveThere(caller)).status).toBe(401);
    }
  });

  it('of the names that an app declares is in force at another', async () => {
    await connectNetSuite(admin, { name: 'Books' });
    for (let round = 0; round < ROUNDS; round += 1) {
      expect(await warm()).toBe(200);
      await declare([]);
      expect([round, (await resolveThere(runner)).status]).toEqual([round, 403]);
      expect(await warm()).toBe(403);
      await declare(['Books']);
      expect([round, (await resolveThere(runner)).status]).toEqual([round, 200]);
    }
  });

  it('of a published and of a removed process is in force at another', async () => {
    await connectNetSuite(admin, { name: 'Books' });
    await declare([]);
    const path = `/v1/apps/${appId}/processes`;
    for (let round = 0; round < ROUNDS; round += 1) {
      expect(await warm()).toBe(403);
      const name = `Close ${round}`;
      const made: Json = expectStatus(await admin.post(path, { name, definition: NAMES_BOOKS }), 201).body;
      expect((await resolveThere(runner)).status).toBe(403);
      expectStatus(await admin.post(`${path}/${made.id}/publish`, {}, ANY), 201);
      expect([round, (await resolveThere(runner)).status]).toEqual([round, 200]);
      expectStatus(await admin.delete(`${path}/${made.id}`, ANY), 204);
      expect([round, (await resolveThere(runner)).status]).toEqual([round, 403]);
    }
  });

  it('of a token that hides another, and of its end, is in force at another', async () => {
    const global = await connectNetSuite(admin, { name: 'Books' });
    for (let round = 0; round < ROUNDS; round += 1) {
      expect(await warm()).toBe(200);
      const own = await connectNetSuite(admin, { name: 'BOOKS', appId });
      expect((await resolveThere(runner)).body.token).toMatchObject({ id: own.id, scope: 'app' });
      expectStatus(await admin.delete(`/v1/access-tokens/${own.id}?force=true`, ANY), 204);
      expect((await resolveThere(runner)).body.token).toMatchObject({ id: global.id, scope: 'global' });
    }
  });

  it('of a token that is disabled, and enabled again, is in force at another', async () => {
    const { id } = await connectNetSuite(admin, { name: 'Books' });
    for (let round = 0; round < ROUNDS; round += 1) {
      expect(await warm()).toBe(200);
      expectStatus(await admin.post(`/v1/access-tokens/${id}/disable`, { reason: 'A test' }, ANY), 200);
      expect((await resolveThere(runner)).body.code).toBe('token-disabled');
      expectStatus(await admin.post(`/v1/access-tokens/${id}/enable`, {}, ANY), 200);
      expect((await resolveThere(runner)).status).toBe(200);
    }
  });

  it('of a token’s name is in force at another, there and back', async () => {
    const token = await connectNetSuite(admin, { name: 'Books' });
    const rename = (name: string) => admin.patch(`/v1/access-tokens/${token.id}?force=true`, { name }, ANY);
    for (let round = 0; round < ROUNDS; round += 1) {
      expect(await warm()).toBe(200);
      expectStatus(await rename('Other'), 200);
      expect((await resolveThere(runner)).status).toBe(404);
      expectStatus(await rename('Books'), 200);
      expect((await resolveThere(runner)).status).toBe(200);
    }
  });
});
