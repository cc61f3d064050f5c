import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { salesforceAccounts } from '../../sandbox/salesforce/accounts.js';
import type { ApiClient, Json } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { newSalesforceApp } from '../support/story/connected-tokens.js';
import { Draft, type DraftStart } from '../support/story/drafts.js';
import { ANY, beginJourney } from '../support/story/journey.js';
import { Latchkey, REDIRECT_URI } from '../support/story/latchkey.js';

const NAME = 'Clinic Salesforce';
const [production] = salesforceAccounts.orgs;

describe.each(engines)('The Salesforce story on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  afterAll(() => latchkey.close());

  describe.each(['global', 'app'])('as a token of scope %s', (scope) => {
    let designer: ApiClient;
    let runner: ApiClient;
    let place: DraftStart;
    let keys: { consumerKey: string; consumerSecret: string };
    let draft: Draft;
    let token: Json;
    beforeAll(async () => {
      ({ designer, runner, place } = await beginJourney(latchkey, scope, NAME));
      keys = await newSalesforceApp(latchkey);
    });
    const resolve = () => runner.post('/v1/resolutions', { name: NAME });
    const proxy = (path: string) => `/v1/proxy/${encodeURIComponent(NAME)}/services/data/v66.0/${path}`;
    const query = () => runner.get(proxy(`query?q=${encodeURIComponent('SELECT Id, Name FROM Account LIMIT 1')}`));

    it('shows the form with Environment, My Domain, key and secret, and calls the redirect URI Callback URL', async () => {
      const [method] = (await designer.get('/v1/connectors/salesforce')).body.methods;
      expect(method?.fields.map(({ label }: Json) => label)).toEqual([
        'Environment',
        'My Domain',
        'Consumer Key',
        'Consumer Secret',
      ]);
      expect(method).toMatchObject({ redirectUriLabel: 'Callback URL', issuance: 'consent' });
    });

    it('shows the Callback URL before anything is saved, and Production as the environment', async () => {
      draft = await Draft.begin(designer, { connector: 'salesforce', method: 'oauth2', name: NAME, ...place });
      expect(await draft.view()).toMatchObject({
        redirectUri: REDIRECT_URI,
        redirectUriLabel: 'Callback URL',
        fields: { environment: 'production' },
      });
    });

    it('takes a My Domain only where one is chosen, and only as a host label', async () => {
      const wrong = await draft.change({ fields: { environment: 'my-domain', myDomain: 'acme.evil' } });
      expect(wrong).toMatchObject({
        status: 422,
        body: { problems: [{ path: 'fields.myDomain', code: 'host-label' }] },
      });
      await draft.fill({ environment: 'my-domain', myDomain: 'acme', ...keys });
      expect(
        new URL((await latchkey.browser().step(await draft.consentLink())).headers.get('location') ?? '').pathname,
      ).toBe('/acme.my.salesforce.com/services/oauth2/authorize');
    });

    it('keeps the reason when the person selects Deny', async () => {
      // Another host of the vendor: the secret goes with the change.
      await draft.fill({ environment: 'production', consumerSecret: keys.consumerSecret });
      const page = await draft.connect(latchkey.browser(), 'deny');
      expect(page).toMatchObject({ status: 403 });
      expect(page.html).toContain('data-outcome="consent-denied"');
      expect(await draft.view()).toMatchObject({
        state: { name: 'failed', reason: { code: 'consent-denied', remedy: 'reconnect' } },
      });
      expect((await draft.done()).status).toBe(409);
    });

    it('gets the token by consent with PKCE, and assumes an expiry that Salesforce does not state', async () => {
      expect((await draft.connect(latchkey.browser())).status).toBe(200);
      expect(await draft.view()).toMatchObject({
        state: { name: 'issued' },
        issued: { hasRefreshToken: true, expiryAssumed: true, expiresAt: expect.any(String) },
      });
    });

    it('knows by Test Connection whose account it is', async () => {
      expect(await draft.test()).toMatchObject({ status: 200, body: { account: 'ada@acme.example' } });
    });

    it('becomes a token at Done, and resolves to the org’s own host', async () => {
      token = await draft.finish();
      expect(token).toMatchObject({ name: NAME, generation: 1, account: 'ada@acme.example' });
      expect((await resolve()).body).toMatchObject({
        token: { id: token.id, scope, generation: 1 },
        credential: { kind: 'headers', baseUrl: `https://${production.myDomain}` },
      });
    });

    it('reads and writes records through the proxy', async () => {
      expect(await query()).toMatchObject({ status: 200, body: { records: [{ Name: expect.any(String) }] } });
      const created = await runner.post(proxy('sobjects/Account'), { Name: 'Bixby Clinic' });
      expect(created).toMatchObject({ status: 201, body: { success: true } });
      const read = await runner.get(proxy(`sobjects/Account/${created.body.id}?fields=Name`));
      expect(read).toMatchObject({ status: 200, body: { Name: 'Bixby Clinic' } });
    });

    it('is renewed now, and the rotated refresh token serves the renewal after that', async () => {
      for (const generation of [2, 3]) {
        expect(await designer.post(`/v1/access-tokens/${token.id}/renewal`, {})).toMatchObject({
          status: 200,
          body: { generation, state: { name: 'connected' } },
        });
      }
      expect((await query()).headers.get('latchkey-token-generation')).toBe('3');
    });

    it('heals by one renewal when Salesforce ends the session early', async () => {
      await latchkey.vendors.mood('salesforce', {
        kind: 'access-token-lifetime',
        endpoint: 'token',
        seconds: 0,
        times: 1,
      });
      await designer.post(`/v1/access-tokens/${token.id}/renewal`, {});
      await latchkey.vendors.clearJournal('salesforce');
      const answer = await query();
      expect(answer.status).toBe(200);
      expect(answer.headers.get('latchkey-token-generation')).toBe('5');
      const calls = await latchkey.vendors.journal('salesforce');
      expect(calls.map(({ endpoint, status }) => [endpoint, status])).toEqual([
        ['query', 401],
        ['token', 200],
        ['query', 200],
      ]);
    });

    it('is reconnected in one step with id, name and scope kept', async () => {
      const edit = await Draft.begin(designer, { tokenId: token.id });
      expect((await edit.connect(latchkey.browser())).status).toBe(200);
      const done = await edit.finish();
      expect(done).toMatchObject({ id: token.id, name: NAME, scope: token.scope, state: { name: 'connected' } });
      expect(await query()).toMatchObject({ status: 200 });
    });

    it('is removed by force', async () => {
      const path = `/v1/access-tokens/${token.id}`;
      expect((await designer.delete(path, ANY)).status).toBe(409);
      expect((await designer.delete(`${path}?force=true`, ANY)).status).toBe(204);
      expect((await resolve()).status).toBe(404);
    });
  });
});
