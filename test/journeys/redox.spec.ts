import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { redoxAccounts } from '../../sandbox/redox/accounts.js';
import type { ApiClient, Json } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { REDOX_FIELDS } from '../support/story/connected-tokens.js';
import { Draft, type DraftStart } from '../support/story/drafts.js';
import { ANY, beginJourney } from '../support/story/journey.js';
import { Latchkey } from '../support/story/latchkey.js';

const NAME = 'Clinic Redox';
const MESSAGE = {
  Meta: {
    DataModel: 'PatientSearch',
    EventType: 'Query',
    Destinations: [redoxAccounts.destination],
  },
  Patient: { Identifiers: [{ ID: '0000000001', IDType: 'MR' }] },
};

describe.each(engines)('The Redox story on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  afterAll(() => latchkey.close());

  describe.each(['global', 'app'])('as a token of scope %s', (scope) => {
    let designer: ApiClient;
    let runner: ApiClient;
    let place: DraftStart;
    let draft: Draft;
    let token: Json;
    beforeAll(async () => {
      ({ designer, runner, place } = await beginJourney(latchkey, scope, NAME));
    });
    const resolve = () => runner.post('/v1/resolutions', { name: NAME });
    const askForPatient = () => runner.post(`/v1/proxy/${encodeURIComponent(NAME)}/endpoint`, MESSAGE);

    it('shows the form of the legacy key with Environment, key, secret and renewal rates', async () => {
      const { body } = await designer.get('/v1/connectors/redox');
      const [method] = body.methods;
      expect(method).toMatchObject({ key: 'api-key', issuance: 'exchange', issueLabel: 'Get OAuth 2.0 Access Token' });
      expect(method?.fields.map(({ label }: Json) => label)).toEqual(['Environment', 'API Key', 'Secret']);
      expect(method?.renewal.defaultRate).toBe('every-hour');
      expect(method?.renewal.rates.map(({ label }: Json) => label)).toEqual([
        'Disabled',
        'Every 15 minutes',
        'Every half an hour',
        'Every hour',
      ]);
    });

    it('asks which of the two methods is meant, and needs no redirect URI', async () => {
      expect(await designer.post('/v1/drafts', { connector: 'redox', ...place })).toMatchObject({
        status: 400,
        body: { code: 'method-not-named', methods: ['api-key', 'oauth-api-key'] },
      });
      draft = await Draft.begin(designer, { connector: 'redox', method: 'api-key', name: NAME, ...place });
      const view = await draft.view();
      expect(view).toMatchObject({ renewalRate: 'every-hour', state: { name: 'open' } });
      expect(view).not.toHaveProperty('redirectUri');
    });

    it('refuses a wrong secret in words for the admin, and keeps the reason with the draft', async () => {
      await draft.fill({ ...REDOX_FIELDS, secret: 'not-the-secret' });
      const answer = await draft.getToken();
      expect(answer).toMatchObject({ status: 502, body: { code: 'token-refused', remedy: 'configure' } });
      expect(JSON.stringify(answer.body)).not.toContain('not-the-secret');
      expect(await draft.view()).toMatchObject({ state: { name: 'failed', reason: { remedy: 'configure' } } });
      expect(await draft.done()).toMatchObject({ status: 409, body: { code: 'draft-not-issued' } });
    });

    it('exchanges key and secret for a token of 24 hours', async () => {
      await draft.fill({ secret: REDOX_FIELDS.secret });
      const { status, body } = await draft.getToken();
      expect(status).toBe(200);
      expect(body).toMatchObject({ outcome: 'issued', draft: { state: { name: 'issued' } } });
      const { issuedAt, expiresAt, hasRefreshToken } = body.draft.issued;
      expect(hasRefreshToken).toBe(true);
      expect(Date.parse(expiresAt) - Date.parse(issuedAt)).toBeCloseTo(24 * 3_600_000, -5);
    });

    it('is tested without touching the issued token', async () => {
      const before = (await draft.view()).issued.issuedAt;
      expect(await draft.test()).toMatchObject({ status: 200, body: { account: 'API key ending in 5555' } });
      expect((await draft.view()).issued.issuedAt).toBe(before);
    });

    it('becomes a token at Done, to be renewed within the hour', async () => {
      token = await draft.finish();
      expect(token).toMatchObject({ name: NAME, generation: 1, method: 'api-key', state: { name: 'connected' } });
      const wait = Date.parse(token.nextRenewalAt) - Date.parse(token.issuedAt);
      expect(wait).toBeLessThanOrEqual(3_600_000);
      expect(wait).toBeGreaterThan(3_400_000);
    });

    it('resolves by name and asks Redox for a patient through the proxy', async () => {
      expect((await resolve()).body).toMatchObject({
        token: { id: token.id, scope, generation: 1 },
        credential: { kind: 'headers', baseUrl: 'https://api.redoxengine.com', hosts: ['api.redoxengine.com'] },
      });
      expect(await askForPatient()).toMatchObject({
        status: 200,
        body: { Patient: { Demographics: { FirstName: 'Timothy' } } },
      });
    });

    it('is renewed now by its refresh token, without the secret', async () => {
      await latchkey.vendors.clearJournal('redox');
      expect(await designer.post(`/v1/access-tokens/${token.id}/renewal`, {})).toMatchObject({
        status: 200,
        body: { generation: 2 },
      });
      const calls = await latchkey.vendors.journal('redox');
      expect(calls.map(({ endpoint }) => endpoint)).toEqual(['refreshToken']);
      expect((await askForPatient()).headers.get('latchkey-token-generation')).toBe('2');
    });

    it('authenticates afresh when Redox no longer takes the refresh token', async () => {
      await latchkey.vendors.revoke('redox', { client: REDOX_FIELDS.apiKey });
      await latchkey.vendors.clearJournal('redox');
      expect((await designer.post(`/v1/access-tokens/${token.id}/renewal`, {})).body).toMatchObject({ generation: 3 });
      const calls = await latchkey.vendors.journal('redox');
      expect(calls.map(({ endpoint }) => endpoint)).toEqual(['refreshToken', 'authenticate']);
      expect((await askForPatient()).status).toBe(200);
    });

    it('takes another renewal rate, and none that Redox does not offer', async () => {
      const path = `/v1/access-tokens/${token.id}`;
      const changed = await designer.patch(path, { renewalRate: 'every-15-minutes' }, ANY);
      expect(changed).toMatchObject({ status: 200, body: { generation: 4, renewalRate: 'every-15-minutes' } });
      const wait = Date.parse(changed.body.nextRenewalAt) - Date.parse(changed.body.issuedAt);
      expect(wait).toBeLessThanOrEqual(900_000);
      expect(await designer.patch(path, { renewalRate: 'every-day' }, ANY)).toMatchObject({
        status: 400,
        body: { code: 'renewal-rate-unknown', path: 'renewalRate' },
      });
      expect((await askForPatient()).status).toBe(200);
    });

    it('changes to the OAuth key with its signed assertion in one step', async () => {
      const edit = await Draft.begin(designer, { tokenId: token.id, method: 'oauth-api-key' });
      expect(await edit.view()).toMatchObject({ name: NAME, secretsSet: [], renewalRate: 'disabled' });
      await edit.fill({
        clientId: redoxAccounts.oauthKey.clientId,
        keyId: redoxAccounts.privateJwk.kid,
        algorithm: 'RS384',
        privateKey: redoxAccounts.privateKeyPem,
      });
      expect((await edit.getToken()).status).toBe(200);
      expect((await resolve()).body.token.generation).toBe(4);
      expect(await edit.finish()).toMatchObject({ id: token.id, method: 'oauth-api-key', generation: 5 });
      expect((await askForPatient()).headers.get('latchkey-token-generation')).toBe('5');
    });

    it('is removed by force, and runs are told to configure it', async () => {
      const path = `/v1/access-tokens/${token.id}`;
      expect((await designer.delete(path, ANY)).status).toBe(409);
      expect((await designer.delete(`${path}?force=true`, ANY)).status).toBe(204);
      expect(await resolve()).toMatchObject({ status: 404, body: { remedy: 'configure' } });
    });
  });
});
