import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiClient, Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectDropbox, connectSalesforce } from '../../support/story/connected-tokens.js';
import { beginJourney, createDeclaringApp } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

const QUERY = `services/data/v66.0/query?q=${encodeURIComponent('SELECT Id FROM Account LIMIT 1')}`;

describe.each(engines)('A proxied request whose token the vendor calls expired on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let designer: ApiClient;
  let runner: ApiClient;
  let token: Json;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  afterEach(async () => {
    await latchkey.vendors.mood('salesforce');
    await latchkey.vendors.mood('dropbox');
    await latchkey.vendors.setAhead(0);
  });
  afterAll(() => latchkey.close());

  const view = async () => (await designer.get(`/v1/access-tokens/${token.id}`)).body;
  const endpoints = async (vendor: 'salesforce' | 'dropbox') =>
    (await latchkey.vendors.journal(vendor)).map(({ endpoint, status }) => `${endpoint} ${status}`);

  describe('at Salesforce', () => {
    beforeEach(async () => {
      ({ designer, runner } = await beginJourney(latchkey, 'global', 'Vendor'));
      token = await connectSalesforce(latchkey, designer, { name: 'Vendor' });
    });
    const query = () => runner.get(`/v1/proxy/Vendor/${QUERY}`);

    /** The next token is dead on arrival, and Salesforce does not say so: it states no lifetime. */
    async function sessionEnds(): Promise<void> {
      const mood = { kind: 'access-token-lifetime', endpoint: 'token', seconds: 0, times: 1 };
      await latchkey.vendors.mood('salesforce', mood);
      await designer.post(`/v1/access-tokens/${token.id}/renewal`, {});
      await latchkey.vendors.clearJournal('salesforce');
    }

    it('is repeated once after one renewal', async () => {
      await sessionEnds();
      const answer = await query();
      expect(answer.status).toBe(200);
      expect(answer.headers.get('latchkey-token-generation')).toBe('3');
      expect(await endpoints('salesforce')).toEqual(['query 401', 'token 200', 'query 200']);
      expect((await designer.get(`/v1/access-tokens/${token.id}/renewals`)).body.items[0]).toMatchObject({
        trigger: 'expired-answer',
        outcome: 'renewed',
        generation: 2,
      });
    });

    it('causes one renewal, however many meet the same dead session', async () => {
      await sessionEnds();
      const answers = await Promise.all(Array.from({ length: 30 }, query));
      expect(answers.map(({ status }) => status)).toEqual(Array(30).fill(200));
      expect(await latchkey.vendors.journal('salesforce', 'token')).toHaveLength(1);
      expect(await view()).toMatchObject({ generation: 3 });
    });

    it('is answered as the vendor did when the renewal brings nothing, and says who must act', async () => {
      await sessionEnds();
      await latchkey.vendors.revoke('salesforce', { client: token.fields.consumerKey });
      expect(await query()).toMatchObject({ status: 401, body: [{ errorCode: 'INVALID_SESSION_ID' }] });
      expect(await endpoints('salesforce')).toEqual(['query 401', 'token 400']);
      expect(await view()).toMatchObject({ state: { name: 'needs-reconnect' } });
      await query();
      expect(await latchkey.vendors.journal('salesforce', 'token')).toHaveLength(1);
    });

    it('is not repeated in a circle when the new token is dead too', async () => {
      const mood = { kind: 'access-token-lifetime', endpoint: 'token', seconds: 0, times: 2 };
      await latchkey.vendors.mood('salesforce', mood);
      await designer.post(`/v1/access-tokens/${token.id}/renewal`, {});
      await latchkey.vendors.clearJournal('salesforce');
      expect((await query()).status).toBe(401);
      expect(await endpoints('salesforce')).toEqual(['query 401', 'token 200', 'query 401']);
    });
  });

  describe('at Dropbox, where every call is a POST', () => {
    beforeEach(async () => {
      ({ designer, runner } = await beginJourney(latchkey, 'global', 'Vendor'));
      token = await connectDropbox(latchkey, designer, { name: 'Vendor' });
      await latchkey.vendors.setAhead(5 * 3_600);
      await latchkey.vendors.clearJournal('dropbox');
    });

    it('is repeated when it has no body, because a refused request did nothing', async () => {
      const answer = await runner.send('/v1/proxy/Vendor/2/users/get_current_account', { method: 'POST' });
      expect(answer).toMatchObject({ status: 200, body: { email: 'ada@clinic.example' } });
      expect(await endpoints('dropbox')).toEqual([
        'users/get_current_account 401',
        'token 200',
        'users/get_current_account 200',
      ]);
    });

    it('is repeated with a small body, which is kept for that', async () => {
      const answer = await runner.post('/v1/proxy/Vendor/2/files/list_folder', { path: '' });
      expect(answer).toMatchObject({ status: 200, body: { entries: expect.any(Array) } });
      expect(answer.headers.get('latchkey-token-generation')).toBe('2');
    });

    it('is not repeated with a body that went through as a stream, but the next one finds a new token', async () => {
      const upload = () =>
        runner.send('/v1/proxy/Vendor/2/files/upload', {
          method: 'POST',
          body: 'x'.repeat(1_000_000),
          headers: {
            'content-type': 'application/octet-stream',
            'dropbox-api-arg': JSON.stringify({ path: '/large.txt', mode: 'overwrite' }),
            'latchkey-host': 'content.dropboxapi.com',
          },
        });
      expect((await upload()).status).toBe(401);
      expect(await upload()).toMatchObject({ status: 200, body: { size: 1_000_000 } });
      expect(await latchkey.vendors.journal('dropbox', 'token')).toHaveLength(1);
    });
  });

  it('renews only the token that was refused', async () => {
    const journey = await beginJourney(latchkey, 'global', 'Vendor');
    ({ designer, runner } = journey);
    token = await connectSalesforce(latchkey, designer, { name: 'Vendor' });
    const appId = await createDeclaringApp(journey.tenant, 'Another', ['Vendor']);
    const other = await connectSalesforce(latchkey, designer, { name: 'Vendor', appId });
    await latchkey.vendors.mood('salesforce', {
      kind: 'access-token-lifetime',
      endpoint: 'token',
      seconds: 0,
      times: 1,
    });
    await designer.post(`/v1/access-tokens/${token.id}/renewal`, {});
    expect((await runner.get(`/v1/proxy/Vendor/${QUERY}`)).status).toBe(200);
    expect((await designer.get(`/v1/access-tokens/${other.id}`)).body.generation).toBe(1);
  });
});
