import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TokenProofs } from '../../../src/modules/usage/token-proofs.js';
import type { ApiClient, Json, TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectDropbox, connectNetSuite, connectRedox } from '../../support/story/connected-tokens.js';
import { ANY, beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { alterRow } from '../../support/story/rows.js';

const REASON = { code: 'token-refused', message: 'The vendor refused it.', remedy: 'reconnect' } as const;
/** Seconds. Tokens that are looked at after so long are renewed by nobody but the test: else the timer might be first. */
const HOUR = 3_600;

describe.each(engines)('The states of access tokens on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let tenant: TestTenant;
  let admin: ApiClient;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    tenant = await latchkey.createTenant();
    admin = tenant.admin;
  });
  afterAll(() => latchkey.close());

  const get = async ({ id }: Json) => (await admin.get(`/v1/access-tokens/${id}`)).body;
  const list = async (query: string) =>
    (await admin.get(`/v1/access-tokens${query}`)).body.items.map(({ name }: Json) => name);

  it('narrow the list to what they show', async () => {
    const named = async (name: string) => connectRedox(admin, { name });
    const [well, dead, busy, off] = [await named('Well'), await named('Dead'), await named('Busy'), await named('Off')];
    const stateSince = new Date();
    await alterRow(latchkey.app, dead.id, { state: 'needs-reconnect', stateSince, stateReason: REASON });
    await alterRow(latchkey.app, busy.id, { leaseHolder: 'somebody', leaseUntil: new Date(Date.now() + 60_000) });
    await alterRow(latchkey.app, off.id, { state: 'in-doubt', stateReason: REASON, leaseUntil: new Date(0) });
    await admin.post(`/v1/access-tokens/${off.id}/disable`, {}, ANY);
    expect(await list('?state=connected')).toEqual([well.name]);
    expect(await list('?state=needs-reconnect')).toEqual(['Dead']);
    expect(await list('?state=renewing')).toEqual(['Busy']);
    expect(await list('?state=disabled')).toEqual(['Off']);
    for (const state of ['in-doubt', 'unreachable', 'needs-configuration'])
      expect(await list(`?state=${state}`)).toEqual([]);
    for (const name of ['connected', 'renewing', 'disabled', 'needs-reconnect']) {
      const { items } = (await admin.get(`/v1/access-tokens?state=${name}`)).body;
      expect(items.map(({ state }: Json) => state.name)).toEqual([name]);
    }
  });

  it('narrow the list to what needs a person before a date', async () => {
    await connectRedox(admin, { name: 'Never' });
    const soon = await connectRedox(admin, { name: 'Soon' });
    const off = await connectRedox(admin, { name: 'Off' });
    for (const { id } of [soon, off]) {
      await admin.patch(`/v1/access-tokens/${id}`, { credentialExpiresAt: '2030-05-01' }, ANY);
    }
    await admin.post(`/v1/access-tokens/${off.id}/disable`, {}, ANY);
    expect(await list('?needsPersonBefore=2030-05-02')).toEqual(['Soon']);
    expect(await list('?needsPersonBefore=2030-05-01T00:00:00Z')).toEqual([]);
    expect((await admin.get('/v1/access-tokens?needsPersonBefore=soon')).status).toBe(400);
  });

  it('say why, and which request mends it', async () => {
    const token = await connectRedox(admin, { name: 'Redox' });
    expect((await get(token)).state.next).toBeUndefined();
    await alterRow(latchkey.app, token.id, { state: 'needs-reconnect', stateReason: REASON });
    const { state } = await get(token);
    expect(state).toMatchObject({ name: 'needs-reconnect', reason: REASON });
    const { method, path, body } = state.next.mending;
    expect(method).toBe('POST');
    // What the screen's button sends begins the reconnection.
    expect(await admin.post(path, body)).toMatchObject({ status: 201, body: { tokenId: token.id } });
  });

  it('are healthy while the proof is young, whatever it was', async () => {
    const token = await connectRedox(admin, { name: 'Redox', renewalRate: 'disabled' });
    expect((await get(token)).health).toMatchObject({ isHealthy: true, provedBy: 'issuance', provedWithinMinutes: 60 });
    await latchkey.passTime(HOUR + 1);
    expect((await get(token)).health).toMatchObject({ isHealthy: false, provedBy: 'issuance' });
    await admin.post(`/v1/access-tokens/${token.id}/test`, {});
    expect((await get(token)).health).toMatchObject({ isHealthy: true, provedBy: 'test' });
    await latchkey.passTime(HOUR + 1);
    await admin.post(`/v1/access-tokens/${token.id}/renewal`, {});
    expect((await get(token)).health).toMatchObject({ isHealthy: true, provedBy: 'renewal' });
    expect(await get(await connectNetSuite(admin, { name: 'NetSuite' }))).toMatchObject({
      health: { provedBy: 'test' },
    });
  });

  it('take requests to the vendor for proofs and refusals, before they are written and after', async () => {
    const token = await connectRedox(admin, { name: 'Redox', renewalRate: 'disabled' });
    const proofs = latchkey.app.nest.get(TokenProofs);
    const noted = { id: token.id, tenantId: tenant.id };
    await latchkey.passTime(2 * HOUR);
    proofs.note(noted, 'worked');
    expect((await get(token)).health).toMatchObject({ isHealthy: true, provedBy: 'use' });
    await proofs.flush();
    expect((await get(token)).health).toMatchObject({ isHealthy: true, provedBy: 'use' });
    await latchkey.passTime(1);
    proofs.note(noted, 'refused');
    await proofs.flush();
    expect((await get(token)).health).toMatchObject({ isHealthy: false, refusedAt: expect.any(String) });
    await latchkey.passTime(1);
    proofs.note(noted, 'worked');
    expect((await get(token)).health.refusedAt).toBeUndefined();
  });

  it('are proved by requests through the proxy, and refuted by those that no renewal mends', async () => {
    const { designer, runner } = await beginJourney(latchkey, 'global', 'Files');
    const token = await connectDropbox(latchkey, designer, { name: 'Files', renewalRate: 'disabled' });
    const health = async () => (await designer.get(`/v1/access-tokens/${token.id}`)).body.health;
    const call = () => runner.post('/v1/proxy/Files/2/users/get_current_account', null);
    await latchkey.passTime(2 * HOUR);
    expect(await health()).toMatchObject({ isHealthy: false, provedBy: 'issuance' });
    expect((await call()).status).toBe(200);
    expect(await health()).toMatchObject({ isHealthy: true, provedBy: 'use' });
    await latchkey.passTime(1);
    await latchkey.vendors.revoke('dropbox', { all: true });
    expect((await call()).status).toBe(401);
    expect(await health()).toMatchObject({ isHealthy: false, refusedAt: expect.any(String) });
  });

  it('are refuted by a test that the vendor refuses, and not by a vendor that is away', async () => {
    const token = await connectDropbox(latchkey, admin, { name: 'Files' });
    const test = () => admin.post(`/v1/access-tokens/${token.id}/test`, {});
    await latchkey.vendors.mood('dropbox', { kind: 'server-errors' });
    expect((await test()).status).not.toBe(200);
    expect((await get(token)).health).toMatchObject({ isHealthy: true });
    await latchkey.vendors.mood('dropbox');
    await latchkey.passTime(1);
    await latchkey.vendors.revoke('dropbox', { all: true });
    expect((await test()).status).not.toBe(200);
    expect((await get(token)).health).toMatchObject({ isHealthy: false, refusedAt: expect.any(String) });
  });

  it('forget the proofs of a token that is gone', async () => {
    const token = await connectRedox(admin, { name: 'Redox' });
    const proofs = latchkey.app.nest.get(TokenProofs);
    proofs.note({ id: token.id, tenantId: tenant.id }, 'worked');
    await proofs.flush();
    expect([...(await proofs.of([token.id])).keys()]).toEqual([token.id]);
    await admin.delete(`/v1/access-tokens/${token.id}`, ANY);
    expect((await proofs.of([token.id])).size).toBe(0);
  });
});

describe.each(engines.slice(0, 1))('The operator', (_engine, createDatabase) => {
  it('says how young the proof of a healthy token must be', async () => {
    const latchkey = await Latchkey.start(createDatabase, { LATCHKEY_HEALTHY_WITHIN_MINUTES: '5' });
    const { admin } = await latchkey.createTenant();
    const { id } = await connectRedox(admin, { name: 'Redox' });
    await latchkey.passTime(301);
    const { health } = (await admin.get(`/v1/access-tokens/${id}`)).body;
    expect(health).toMatchObject({ isHealthy: false, provedWithinMinutes: 5 });
    await latchkey.close();
  });
});
