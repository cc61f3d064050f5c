import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '../../../src/modules/database/database.js';
import { GrantSafe } from '../../../src/modules/renewal/ledger/grant-safe.js';
import { RenewalAttempt } from '../../../src/modules/renewal/renewal-attempt.entity.js';
import { RenewalLedger } from '../../../src/modules/renewal/renewal-ledger.js';
import { UnfinishedRenewals } from '../../../src/modules/renewal/unfinished-renewals.js';
import type { ApiClient, Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectDropbox, connectRedox, connectSalesforce } from '../../support/story/connected-tokens.js';
import { beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { ageToken, rowOf } from '../../support/story/rows.js';

const LEASE = 60;

describe.each(engines)('A renewal whose process died on %s', (engine, createDatabase) => {
  let latchkey: Latchkey;
  let designer: ApiClient;
  let runner: ApiClient;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    ({ designer, runner } = await beginJourney(latchkey, 'global', 'Vendor'));
  });
  afterAll(() => latchkey.close());

  /** Lease and intent as the dead process left them; the vendor may or may not have been called. */
  async function dieInRenewal(token: Json): Promise<void> {
    const { nest } = latchkey.app;
    const row = await rowOf(latchkey.app, token.id);
    const { refreshFingerprint } = await nest.get(GrantSafe).open(row);
    const lease = { trigger: 'timer', holder: 'rep_dead', forMs: LEASE * 1_000 } as const;
    const request = { token: row, refreshFingerprint, ...lease };
    expect(await nest.get(RenewalLedger).take(request)).toBeDefined();
  }

  /** The lease and the attempt become older than any lease can be. */
  async function leaseRunsOut(token: Json): Promise<void> {
    await ageToken(latchkey.app, token.id, 2 * LEASE);
    const startedAt = new Date(Date.now() - 2 * LEASE * 1_000);
    await latchkey.app.nest
      .get(Database)
      .write((manager) => manager.update(RenewalAttempt, { tokenId: token.id }, { startedAt }));
  }

  const path = (token: Json) => `/v1/access-tokens/${token.id}`;
  const tokenNow = async (token: Json) => (await designer.get(path(token))).body;
  const attempts = async (token: Json) => (await designer.get(`${path(token)}/renewals`)).body.items;
  const outcomes = async (token: Json) => (await attempts(token)).map(({ outcome }: Json) => outcome);
  const renewNow = (token: Json) => designer.post(`${path(token)}/renewal`, {});

  it('is free to be repeated after a restart where the refresh token never changes', async () => {
    const token = await connectDropbox(latchkey, designer, { name: 'Vendor' });
    await dieInRenewal(token);
    expect((await tokenNow(token)).state.name).toBe('renewing');
    await leaseRunsOut(token);
    await latchkey.restart();
    expect(await attempts(token)).toMatchObject([{ outcome: 'abandoned', settledAt: expect.any(String) }]);
    expect((await tokenNow(token)).state.name).toBe('connected');
    expect(await renewNow(token)).toMatchObject({ status: 200, body: { generation: 2 } });
  });

  it('is free to be repeated where key and secret bring a token anyway', async () => {
    const token = await connectRedox(designer, { name: 'Vendor' });
    await dieInRenewal(token);
    await leaseRunsOut(token);
    await latchkey.restart();
    expect(await attempts(token)).toMatchObject([{ outcome: 'abandoned' }]);
    expect(await renewNow(token)).toMatchObject({ status: 200, body: { generation: 2 } });
  });

  it('is in doubt after a restart where the refresh token may be spent, and the token goes on working', async () => {
    const token = await connectSalesforce(latchkey, designer, { name: 'Vendor' });
    await dieInRenewal(token);
    await leaseRunsOut(token);
    await latchkey.vendors.clearJournal('salesforce');
    await latchkey.restart();
    expect(await attempts(token)).toMatchObject([{ outcome: 'in-doubt', reason: { remedy: 'in-doubt' } }]);
    expect((await tokenNow(token)).state).toMatchObject({ name: 'in-doubt' });
    const resolved = await runner.post('/v1/resolutions', { name: 'Vendor' });
    expect(resolved).toMatchObject({ status: 200, body: { token: { generation: 1 }, warning: expect.any(String) } });
    expect(await latchkey.vendors.journal('salesforce')).toEqual([]);
  });

  it('is in doubt, and not repeated, also for whoever comes before anybody has tidied up', async () => {
    const token = await connectSalesforce(latchkey, designer, { name: 'Vendor' });
    await dieInRenewal(token);
    await leaseRunsOut(token);
    await latchkey.vendors.clearJournal('salesforce');
    await ageToken(latchkey.app, token.id, 7_200);
    const resolved = await runner.post('/v1/resolutions', { name: 'Vendor' });
    expect(resolved.body).toMatchObject({ remedy: 'in-doubt' });
    expect(await latchkey.vendors.journal('salesforce')).toEqual([]);
    expect((await tokenNow(token)).state).toMatchObject({ name: 'in-doubt' });
    const called = await rowOf(latchkey.app, token.id);
    await latchkey.app.nest.get(UnfinishedRenewals).settleAll();
    expect(new Set(await outcomes(token))).toEqual(new Set(['in-doubt']));
    // Nobody leased it again, and it is called in doubt once.
    expect(await rowOf(latchkey.app, token.id)).toEqual(called);
  });

  it('is not in doubt again where a person has tried since, and the vendor has answered', async () => {
    const token = await connectSalesforce(latchkey, designer, { name: 'Vendor' });
    await dieInRenewal(token);
    await leaseRunsOut(token);
    await ageToken(latchkey.app, token.id, 7_200);
    expect((await runner.post('/v1/resolutions', { name: 'Vendor' })).body).toMatchObject({ remedy: 'in-doubt' });
    await latchkey.vendors.revoke('salesforce', { client: token.fields.consumerKey });
    expect((await renewNow(token)).body).toMatchObject({ remedy: 'reconnect' });
    await latchkey.app.nest.get(UnfinishedRenewals).settleAll();
    expect((await attempts(token)).map(({ outcome }: Json) => outcome)).not.toContain('intended');
    expect((await tokenNow(token)).state).toMatchObject({ name: 'needs-reconnect' });
  });

  it('is settled at the start where no other process can be at work, and by its age where one can', async () => {
    const token = await connectDropbox(latchkey, designer, { name: 'Vendor' });
    await dieInRenewal(token);
    await latchkey.restart();
    const isAlone = engine === 'SQLite';
    expect(await attempts(token)).toMatchObject([{ outcome: isAlone ? 'abandoned' : 'intended' }]);
    expect((await tokenNow(token)).state.name).toBe(isAlone ? 'connected' : 'renewing');
  });

  it('keeps its lease until that has run out, because the process may be alive after all', async () => {
    const token = await connectDropbox(latchkey, designer, { name: 'Vendor' });
    await dieInRenewal(token);
    await latchkey.app.nest.get(UnfinishedRenewals).settleAll();
    expect(await attempts(token)).toMatchObject([{ outcome: 'intended' }]);
    expect((await tokenNow(token)).state.name).toBe('renewing');
  });
});
