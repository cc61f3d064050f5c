import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { netsuiteAccounts } from '../../sandbox/netsuite/accounts.js';
import type { ApiClient, Json, TestTenant } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { NETSUITE_FIELDS, netSuiteFields } from '../support/story/connected-tokens.js';
import { Draft, type DraftStart } from '../support/story/drafts.js';
import { ANY, beginJourney } from '../support/story/journey.js';
import { Latchkey } from '../support/story/latchkey.js';

const NAME = 'Clinic NetSuite';
const HOST = '1234567.suitetalk.api.netsuite.com';

describe.each(engines)('The NetSuite story on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  afterAll(() => latchkey.close());

  describe.each(['global', 'app'])('as a token of scope %s', (scope) => {
    let tenant: TestTenant;
    let appId: string;
    let designer: ApiClient;
    let runner: ApiClient;
    let place: DraftStart;
    let draft: Draft;
    let token: Json;
    beforeAll(async () => {
      ({ tenant, appId, designer, runner, place } = await beginJourney(latchkey, scope, NAME));
    });
    const resolve = () => runner.post('/v1/resolutions', { name: NAME });
    const proxy = (path: string) => `/v1/proxy/${encodeURIComponent(NAME)}/${path}`;

    it('shows the form with its labels in the order of the screen', async () => {
      const [method] = (await designer.get('/v1/connectors/netsuite')).body.methods;
      expect(method).toMatchObject({ title: 'Token Based Authentication', issuance: 'none' });
      expect(method).not.toHaveProperty('issueLabel');
      expect(method?.fields.map(({ label }: Json) => label)).toEqual([
        'Environment',
        'Consumer Key',
        'Consumer Secret',
        'Token ID',
        'Token Secret',
        'Account ID',
      ]);
    });

    it('refuses an Account ID that is no host label, and nothing is stored of it', async () => {
      draft = await Draft.begin(designer, { connector: 'netsuite', method: 'token-based', name: NAME, ...place });
      const answer = await draft.change({ fields: { ...NETSUITE_FIELDS, accountId: 'evil.example/x' } });
      expect(answer).toMatchObject({ status: 422, body: { problems: [{ path: 'fields.accountId' }] } });
      expect(await draft.view()).toMatchObject({ fields: { environment: 'production' }, secretsSet: [] });
    });

    it('has no token to get, and says to test instead', async () => {
      await draft.fill(NETSUITE_FIELDS);
      expect(await draft.getToken()).toMatchObject({ status: 409, body: { code: 'nothing-to-issue' } });
    });

    it('is not done before the connection was proved, unless somebody takes that upon himself', async () => {
      expect(await draft.done()).toMatchObject({ status: 409, body: { code: 'draft-not-proved' } });
    });

    it('fails the test with a wrong secret after one attempt, because five lock the account', async () => {
      await draft.fill({ tokenSecret: 'f'.repeat(64) });
      await latchkey.vendors.clearJournal('netsuite');
      expect(await draft.test()).toMatchObject({ status: 502, body: { remedy: 'configure' } });
      const calls = await latchkey.vendors.journal('netsuite');
      expect(calls).toMatchObject([{ status: 401, notes: { audit: 'InvalidSignature' } }]);
      expect(await draft.view()).toMatchObject({ state: { name: 'failed' } });
    });

    it('passes Test Connection with the right secret', async () => {
      await draft.fill({ tokenSecret: NETSUITE_FIELDS.tokenSecret });
      expect(await draft.test()).toMatchObject({ status: 200, body: { account: '1234567' } });
      expect(await draft.view()).toMatchObject({ account: '1234567', provedAt: expect.any(String) });
    });

    it('becomes a token at Done that nothing renews', async () => {
      token = await draft.finish();
      expect(token).toMatchObject({
        name: NAME,
        generation: 1,
        state: { name: 'connected' },
        secretsSet: ['consumerSecret', 'tokenSecret'],
        renewalRate: 'disabled',
      });
      for (const absent of ['issuedAt', 'expiresAt', 'nextRenewalAt']) expect(token).not.toHaveProperty(absent);
      expect(await designer.post(`/v1/access-tokens/${token.id}/renewal`, {})).toMatchObject({
        status: 409,
        body: { code: 'nothing-to-renew' },
      });
    });

    it('resolves to a signing credential that holds no key', async () => {
      const { body } = await resolve();
      expect(body).toMatchObject({ token: { id: token.id, scope, generation: 1 }, credential: { kind: 'signing' } });
      expect(body.credential.hosts).toEqual(['1234567.restlets.api.netsuite.com', HOST]);
      expect(body.credential).not.toHaveProperty('headers');
      for (const secret of [NETSUITE_FIELDS.consumerSecret, NETSUITE_FIELDS.tokenSecret]) {
        expect(JSON.stringify(body)).not.toContain(secret);
      }
    });

    it('signs one request that NetSuite accepts, query parameters included, and accepts once', async () => {
      const path = '/services/rest/record/v1/customer?q=companyName CONTAIN "Acme"&limit=2';
      const url = new URL(path, `https://${HOST}`).href;
      const { status, body } = await runner.post('/v1/signatures', { name: NAME, method: 'GET', url });
      expect(status).toBe(200);
      expect(body.headers.authorization).toContain('realm="1234567"');
      const target = url.replace(`https://${HOST}`, `${latchkey.vendors.urlOf('netsuite')}/${HOST}`);
      const headers = { authorization: body.headers.authorization };
      expect((await fetch(target, { headers })).status).toBe(200);
      expect((await fetch(target, { headers })).status).toBe(401);
    });

    it('signs nothing for a host that is not the account’s', async () => {
      const url = 'https://7654321.suitetalk.api.netsuite.com/services/rest/system/v1/serverTime';
      expect(await runner.post('/v1/signatures', { name: NAME, method: 'GET', url })).toMatchObject({
        status: 400,
        body: { code: 'host-refused' },
      });
    });

    it('creates an invoice through the proxy, signed on the way', async () => {
      const customers = await runner.get(proxy('record/v1/customer?limit=1'));
      expect(customers).toMatchObject({ status: 200, body: { items: [{ id: expect.any(String) }] } });
      const invoice = { entity: { id: customers.body.items[0]?.id }, memo: 'closed' };
      const created = await runner.post(proxy('record/v1/invoice'), invoice);
      expect(created.status).toBe(204);
      expect(created.headers.get('location')).toContain('/record/v1/invoice/');
      expect(created.headers.get('latchkey-token-generation')).toBe('1');
    });

    it('moves to another account in one step, and the old one stays in use until Done', async () => {
      const edit = await Draft.begin(designer, { tokenId: token.id });
      await edit.fill({ ...netSuiteFields(netsuiteAccounts.sandbox), environment: 'sandbox' });
      expect((await edit.test()).body).toMatchObject({ account: '1234567_SB1' });
      expect((await resolve()).body.credential.hosts).toContain(HOST);
      expect(await edit.finish()).toMatchObject({ id: token.id, generation: 2, account: '1234567_SB1' });
      expect((await resolve()).body.credential.hosts).toContain('1234567-sb1.suitetalk.api.netsuite.com');
      expect((await runner.get(proxy('system/v1/serverTime'))).status).toBe(200);
    });

    it('is removed by force only while the app names it', async () => {
      const path = `/v1/access-tokens/${token.id}`;
      expect(await designer.delete(path, ANY)).toMatchObject({ status: 409, body: { code: 'token-in-use' } });
      await tenant.admin.patch(`/v1/apps/${appId}`, { declaredTokens: [] }, ANY);
      expect((await designer.delete(path, ANY)).status).toBe(204);
    });
  });
});
