import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectSalesforce } from '../../support/story/connected-tokens.js';
import { Draft, expectStatus } from '../../support/story/drafts.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { ACCOUNTS, LookupDesk } from './lookup-desk.js';

describe.each(engines)('A lookup whose access token is in doubt, on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let desk: LookupDesk;
  let token: Json;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    desk = await LookupDesk.open(await latchkey.createTenant());
    token = await connectSalesforce(latchkey, desk.tenant.admin, { name: ACCOUNTS.token });
    await desk.declare('Accounts', ACCOUNTS);
    await latchkey.vendors.mood('salesforce', { kind: 'loses-answer', endpoint: 'token', times: 1 });
    expect((await renew()).body).toMatchObject({ code: 'renewal-in-doubt', remedy: 'in-doubt' });
    await latchkey.vendors.clearJournal('salesforce');
  });
  afterAll(() => latchkey.close());

  const path = () => `/v1/access-tokens/${token.id}`;
  const renew = () => desk.tenant.admin.post(`${path()}/renewal`, {});
  const stateNow = async () => (await desk.tenant.admin.get(path())).body.state.name;
  const warnings = async () => expectStatus(await desk.designer.get(desk.path('Accounts')), 200).body.warnings;
  const issued = async () => (await latchkey.vendors.journal('salesforce', 'token')).length;
  const expire = async () => {
    const { expiresAt } = (await desk.tenant.admin.get(path())).body;
    await latchkey.passTime((Date.parse(expiresAt) - latchkey.clock.now().getTime()) / 1_000 + 60);
  };

  it('is served by what the token has, as long as that works, and warns its designer', async () => {
    const { status, body } = await desk.ask('Accounts', { begin: 'Clinic 00' });
    expect([status, body.token.generation]).toEqual([200, token.generation]);
    expect([await stateNow(), await issued()]).toEqual(['in-doubt', 0]);
    const { expiresAt } = (await desk.tenant.admin.get(path())).body;
    expect(await warnings()).toEqual([{ code: 'token-in-doubt', message: expect.stringContaining(expiresAt) }]);
  });

  it('tells the form afterwards that somebody has to look, and nothing of the connection; nothing spends the grant', async () => {
    await expire();
    for (const _try of [1, 2]) {
      const form = await desk.ask('Accounts');
      expect(form).toMatchObject({ status: 503, body: { code: 'lookup-unavailable', remedy: 'in-doubt' } });
      expect(form.body.detail).toContain('until somebody has looked at its connection');
      for (const word of [ACCOUNTS.token, 'salesforce', 'renew', 'grant'])
        expect(JSON.stringify(form.body).toLowerCase()).not.toContain(word.toLowerCase());
    }
    const { body } = await desk.ask('Accounts', {}, desk.designer);
    expect(body).toMatchObject({ code: 'token-in-doubt', remedy: 'in-doubt', token: ACCOUNTS.token });
    expect([await stateNow(), await issued()]).toEqual(['in-doubt', 0]);
    expect(await warnings()).toEqual([
      { code: 'token-in-doubt', message: expect.stringContaining('Forms get nothing') },
    ]);
  });

  it('is served again as soon as a person has reconnected the token', async () => {
    await expire();
    expect((await renew()).body).toMatchObject({ code: 'grant-replaced', remedy: 'reconnect' });
    expect((await desk.ask('Accounts')).body).toMatchObject({ code: 'lookup-unavailable', remedy: 'reconnect' });
    expect(await warnings()).toMatchObject([{ code: 'token-needs-reconnect' }]);
    const draft = await Draft.begin(desk.tenant.admin, { tokenId: token.id });
    expect((await draft.connect(latchkey.browser())).status).toBe(200);
    await draft.finish();
    expect((await desk.ask('Accounts')).status).toBe(200);
    expect(await warnings()).toEqual([]);
  });
});
