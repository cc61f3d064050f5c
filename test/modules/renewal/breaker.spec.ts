import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RenewalTimer } from '../../../src/modules/renewal/renewal-timer.js';
import type { ApiClient, Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { connectDropbox } from '../../support/story/connected-tokens.js';
import { beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { alterRow, rowOf } from '../../support/story/rows.js';

const PAST = new Date('2020-01-01T00:00:00.000Z');

describe.each(engines)('A token endpoint that fails for several tokens on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let admin: ApiClient;
  let runner: ApiClient;
  let tokens: Json[];
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    ({ designer: admin, runner } = await beginJourney(latchkey, 'global', 'Last'));
    tokens = [];
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five', 'Last']) {
      tokens.push(await connectDropbox(latchkey, admin, { name }));
    }
    await latchkey.vendors.clearJournal('dropbox');
  });
  afterEach(async () => {
    await latchkey.vendors.mood('dropbox');
    // An answer closes the breaker for whoever follows.
    await renew(tokens[0]);
  });
  afterAll(() => latchkey.close());

  const renew = ({ id }: Json) => admin.post(`/v1/access-tokens/${id}/renewal`, {});
  const calls = async () => (await latchkey.vendors.journal('dropbox', 'token')).length;
  const resolve = () => runner.post('/v1/resolutions', { name: 'Last' });
  const last = () => tokens.at(-1);

  /** Five tokens fail, one after the other; the last one has not been tried. */
  async function open(mood: Json = { kind: 'server-errors', endpoint: 'token' }): Promise<void> {
    await latchkey.vendors.mood('dropbox', mood);
    for (const token of tokens.slice(0, 5)) await renew(token);
    expect(await calls()).toBe(5);
  }

  it('is left alone: who needs an expired token is told at once to wait, and how long', async () => {
    await open();
    await alterRow(latchkey.app, last().id, { expiresAt: PAST });
    const answer = await resolve();
    expect(answer).toMatchObject({ status: 503, body: { code: 'token-endpoint-resting', remedy: 'wait' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await calls()).toBe(5);
    expect(await rowOf(latchkey.app, last().id)).toMatchObject({ failures: 0 });
  });

  it('keeps nobody from a token that works', async () => {
    await open();
    await alterRow(latchkey.app, last().id, { issuedAt: PAST, expiresAt: new Date(Date.now() + 10_000) });
    const answer = await resolve();
    expect(answer).toMatchObject({ status: 200, body: { token: { generation: 1 }, warning: expect.any(String) } });
    expect(await calls()).toBe(5);
  });

  it('is not called by the clock, which comes back after the rest', async () => {
    await open();
    await alterRow(latchkey.app, last().id, { nextRenewalAt: PAST });
    await latchkey.app.nest.get(RenewalTimer).lookForDue();
    const row = await eventually(async () => {
      const { nextRenewalAt, failures } = await rowOf(latchkey.app, last().id);
      return nextRenewalAt && nextRenewalAt > PAST ? { nextRenewalAt, failures } : undefined;
    });
    expect(row.nextRenewalAt.getTime()).toBeGreaterThan(Date.now());
    expect(row.failures).toBe(0);
    expect(await calls()).toBe(5);
    await latchkey.vendors.mood('dropbox');
    await latchkey.passTime(10);
    await alterRow(latchkey.app, last().id, { nextRenewalAt: PAST });
    await latchkey.app.nest.get(RenewalTimer).lookForDue();
    await eventually(async () => (await rowOf(latchkey.app, last().id)).generation === 2);
  });

  it('is tried by a person, whose success opens it for everybody', async () => {
    await open();
    await latchkey.vendors.mood('dropbox');
    expect(await renew(tokens[0])).toMatchObject({ status: 200, body: { generation: 2 } });
    await alterRow(latchkey.app, last().id, { expiresAt: PAST });
    expect(await resolve()).toMatchObject({ status: 200, body: { token: { generation: 2 } } });
  });

  it('rests as long as it asked for', async () => {
    await open({ kind: 'throttles', endpoint: 'token', seconds: 300 });
    await alterRow(latchkey.app, last().id, { expiresAt: PAST });
    await latchkey.passTime(250);
    expect(await resolve()).toMatchObject({ status: 503, body: { code: 'token-endpoint-resting' } });
    await latchkey.vendors.mood('dropbox');
    await latchkey.passTime(60);
    expect(await resolve()).toMatchObject({ status: 200 });
  });

  it('is an alert, for tokens that have failed no more than once', async () => {
    await open();
    await renew(last());
    const { items } = (await admin.get('/v1/alerts')).body;
    expect(items).toMatchObject([{ cause: 'token-endpoint', subject: 'api.dropboxapi.com', remedy: 'wait' }]);
  });

  it('is no endpoint that refuses: five dead grants leave it open', async () => {
    await latchkey.vendors.revoke('dropbox', { all: true });
    for (const token of tokens.slice(0, 5)) expect((await renew(token)).body).toMatchObject({ remedy: 'reconnect' });
    expect((await renew(last())).body).toMatchObject({ remedy: 'reconnect' });
    expect(await calls()).toBe(6);
    expect(await resolve()).not.toMatchObject({ body: { code: 'token-endpoint-resting' } });
  });
});
