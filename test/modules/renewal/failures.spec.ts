import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiClient, Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { connectDropbox, connectSalesforce } from '../../support/story/connected-tokens.js';
import { beginJourney } from '../../support/story/journey.js';
import { Latchkey, REDIRECT_URI } from '../../support/story/latchkey.js';

const HOUR = 3_600;

describe.each(engines)('A renewal that fails on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let designer: ApiClient;
  let runner: ApiClient;
  let token: Json;
  let appKey: string;
  let appNumber = 0;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase, { LATCHKEY_VENDOR_TIMEOUT_SECONDS: '3' });
  });
  beforeEach(async () => {
    ({ designer, runner } = await beginJourney(latchkey, 'global', 'Vendor'));
    appNumber += 1;
    appKey = `test-app-${appNumber}`;
    await registerApp('right-secret');
    const fields = { appKey, appSecret: 'right-secret' };
    token = await connectDropbox(latchkey, designer, { name: 'Vendor', fields });
    await latchkey.vendors.clearJournal('dropbox');
  });
  afterEach(() => latchkey.vendors.mood('dropbox'));
  afterAll(() => latchkey.close());

  const registerApp = (secret: string) =>
    latchkey.vendors.register('dropbox', { id: appKey, secret, redirectUris: [REDIRECT_URI] });
  const resolve = () => runner.post('/v1/resolutions', { name: 'Vendor' });
  const tokenNow = async () => (await designer.get(`/v1/access-tokens/${token.id}`)).body;
  const renewNow = () => designer.post(`/v1/access-tokens/${token.id}/renewal`, {});
  const passed = (seconds: number) => latchkey.passTime(seconds);
  const tokenCalls = () => latchkey.vendors.journal('dropbox', 'token');
  /** Into the last ten minutes of its four hours: due, and still working. */
  const becomeDue = () => passed(4 * HOUR - 300);

  it.each([
    ['answers 500', { kind: 'server-errors', endpoint: 'token' }],
    ['throttles', { kind: 'throttles', endpoint: 'token', seconds: 30 }],
    ['loses the answer', { kind: 'loses-answer', endpoint: 'token' }],
    ['answers too late', { kind: 'slow', endpoint: 'token', ms: 4_500 }],
    ['breaks off in the middle', { kind: 'resets-mid-body', endpoint: 'token' }],
  ])('because the vendor %s serves the token that still works, with a warning', async (_what, mood) => {
    await latchkey.vendors.mood('dropbox', mood);
    await becomeDue();
    const first = await resolve();
    // The next try may be due after a second: it is put off until all has been looked at.
    latchkey.clock.advance(-30_000);
    expect(first).toMatchObject({ status: 200, body: { token: { generation: 1 }, warning: expect.any(String) } });
    expect(await tokenNow()).toMatchObject({
      generation: 1,
      failures: 1,
      state: { name: 'connected', reason: { remedy: 'wait' } },
      lastFailureAt: expect.any(String),
    });
    expect((await resolve()).body).toMatchObject({ warning: expect.any(String) });
    await eventually(async () => (await tokenCalls()).length > 0);
    expect(await tokenCalls()).toHaveLength(1);
    await latchkey.vendors.mood('dropbox');
    await passed(60);
    const healed = await resolve();
    expect(healed.body).toMatchObject({ token: { generation: 2 } });
    expect(healed.body).not.toHaveProperty('warning');
    expect((await tokenNow()).state).not.toHaveProperty('reason');
  });

  it('for a passing cause after the expiry tells everybody to wait, and asks the vendor no sooner than it said', async () => {
    await passed(4 * HOUR + 1);
    await latchkey.vendors.mood('dropbox', { kind: 'throttles', endpoint: 'token', seconds: 120 });
    expect(await resolve()).toMatchObject({ status: 503, body: { remedy: 'wait' } });
    await latchkey.vendors.mood('dropbox');
    await passed(100);
    const early = await resolve();
    expect(early).toMatchObject({ status: 503, body: { code: 'token-not-renewed-yet', remedy: 'wait' } });
    expect(Number(early.headers.get('retry-after'))).toBeLessThanOrEqual(20);
    expect(await tokenCalls()).toHaveLength(1);
    expect((await tokenNow()).state).toMatchObject({ name: 'unreachable', reason: { code: 'token-refused' } });
    await passed(21);
    expect((await resolve()).body).toMatchObject({ token: { generation: 2 } });
    expect((await tokenNow()).state).toMatchObject({ name: 'connected' });
  });

  it('because the grant was revoked needs a person to reconnect, and asks the vendor no more', async () => {
    await latchkey.vendors.revoke('dropbox', { client: appKey });
    await becomeDue();
    expect(await resolve()).toMatchObject({ status: 200, body: { warning: expect.any(String) } });
    expect(await tokenNow()).toMatchObject({
      state: { name: 'needs-reconnect', reason: { code: 'token-refused', remedy: 'reconnect' } },
    });
    await passed(300);
    const answer = await resolve();
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'token-needs-reconnect', remedy: 'reconnect', token: 'Vendor', generation: 1 },
    });
    expect(await tokenCalls()).toHaveLength(1);
    expect((await tokenNow()).nextRenewalAt).toBeUndefined();
  });

  it('because of a wrong client secret needs an admin, and the grant is kept for when it is right again', async () => {
    await registerApp('another-secret');
    await passed(4 * HOUR + 1);
    expect(await resolve()).toMatchObject({ body: { remedy: 'configure' } });
    expect(await resolve()).toMatchObject({
      status: 409,
      body: { code: 'token-needs-configuration', remedy: 'configure' },
    });
    expect(await tokenCalls()).toHaveLength(1);
    await registerApp('right-secret');
    expect(await renewNow()).toMatchObject({ status: 200, body: { generation: 2, state: { name: 'connected' } } });
    expect((await resolve()).status).toBe(200);
  });

  it('is told to whoever asked for it, with the reason in the list of renewals', async () => {
    await latchkey.vendors.mood('dropbox', { kind: 'server-errors', endpoint: 'token', times: 1 });
    expect(await renewNow()).toMatchObject({ status: 503, body: { code: 'token-refused', remedy: 'wait' } });
    expect((await designer.get(`/v1/access-tokens/${token.id}/renewals`)).body.items).toMatchObject([
      { trigger: 'person', outcome: 'failed', generation: 1, reason: { remedy: 'wait' } },
    ]);
    expect(await renewNow()).toMatchObject({ status: 200, body: { generation: 2, failures: 0 } });
  });

  it('never reaches a person with a secret in its words', async () => {
    await registerApp('another-secret');
    await renewNow();
    const texts = [await tokenNow(), (await designer.get(`/v1/access-tokens/${token.id}/renewals`)).body];
    expect(JSON.stringify(texts)).not.toMatch(/right-secret|another-secret/);
  });

  describe('at a vendor that rotates refresh tokens', () => {
    let salesforce: Json;
    beforeEach(async () => {
      salesforce = await connectSalesforce(latchkey, designer, { name: 'Rotating' });
      await latchkey.vendors.clearJournal('salesforce');
    });
    afterEach(() => latchkey.vendors.mood('salesforce'));
    const renewSalesforce = () => designer.post(`/v1/access-tokens/${salesforce.id}/renewal`, {});
    const salesforceNow = async () => (await designer.get(`/v1/access-tokens/${salesforce.id}`)).body;

    it('leaves the token in doubt when the answer is lost, and calls nothing revoked', async () => {
      await latchkey.vendors.mood('salesforce', { kind: 'loses-answer', endpoint: 'token', times: 1 });
      expect(await renewSalesforce()).toMatchObject({
        status: 502,
        body: { code: 'renewal-in-doubt', remedy: 'in-doubt' },
      });
      expect(await salesforceNow()).toMatchObject({
        generation: 1,
        state: { name: 'in-doubt', reason: { code: 'renewal-in-doubt', remedy: 'in-doubt' } },
      });
      const tested = await designer.post(`/v1/access-tokens/${salesforce.id}/test`, {});
      expect(tested).toMatchObject({ status: 200, body: { generation: 1 } });
      expect(await latchkey.vendors.journal('salesforce', 'token')).toHaveLength(1);
      expect((await designer.get(`/v1/access-tokens/${salesforce.id}/renewals`)).body.items).toMatchObject([
        { outcome: 'in-doubt' },
      ]);
    });

    it('is not in doubt again once the vendor has answered a person who tried', async () => {
      await latchkey.vendors.mood('salesforce', { kind: 'loses-answer', endpoint: 'token', times: 1 });
      await renewSalesforce();
      const stays = { state: { name: 'needs-reconnect', reason: { code: 'grant-replaced' } } };
      for (const trial of [1, 2]) {
        expect((await renewSalesforce()).body).toMatchObject({ code: 'grant-replaced', remedy: 'reconnect' });
        expect(await salesforceNow()).toMatchObject(stays);
        expect(await latchkey.vendors.journal('salesforce', 'token')).toHaveLength(1 + trial);
      }
    });

    it('leaves no doubt when the vendor answers that it is busy', async () => {
      await latchkey.vendors.mood('salesforce', { kind: 'server-errors', endpoint: 'token', times: 1 });
      expect(await renewSalesforce()).toMatchObject({ status: 503, body: { remedy: 'wait' } });
      expect((await salesforceNow()).state).toMatchObject({ name: 'connected', reason: { remedy: 'wait' } });
      expect(await renewSalesforce()).toMatchObject({ status: 200, body: { generation: 2 } });
    });
  });
});
