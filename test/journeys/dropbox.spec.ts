import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiClient, Json } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { DROPBOX_FIELDS } from '../support/story/connected-tokens.js';
import { Draft, type DraftStart } from '../support/story/drafts.js';
import { ANY, beginJourney } from '../support/story/journey.js';
import { Latchkey, REDIRECT_URI } from '../support/story/latchkey.js';

const NAME = 'Clinic Dropbox';

describe.each(engines)('The Dropbox story on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  afterAll(() => latchkey.close());

  describe.each(['global', 'app'])('as a token of scope %s', (scope) => {
    let appId: string;
    let designer: ApiClient;
    let runner: ApiClient;
    let place: DraftStart;
    let draft: Draft;
    let token: Json;
    beforeAll(async () => {
      ({ appId, designer, runner, place } = await beginJourney(latchkey, scope, NAME));
    });
    const resolve = () => runner.post('/v1/resolutions', { name: NAME });
    const listFolder = (headers = {}) =>
      runner.post(`/v1/proxy/${encodeURIComponent(NAME)}/2/files/list_folder`, { path: '' }, headers);

    it('shows the form with its labels, the set-up at Dropbox and the renewal rates', async () => {
      const { body } = await designer.get('/v1/connectors/dropbox');
      expect(body.methods).toHaveLength(1);
      const [method] = body.methods;
      expect(method).toMatchObject({ key: 'oauth2', title: 'OAuth 2.0' });
      expect(method?.fields.map(({ key, label, kind }: Json) => [key, label, kind])).toEqual([
        ['appKey', 'App Key', 'text'],
        ['appSecret', 'App Secret', 'secret'],
        ['account', 'Account', 'choice'],
      ]);
      expect(method?.setup.join(' ')).toContain('Redirect URI');
    });

    it('shows the redirect URI before anything is saved', async () => {
      draft = await Draft.begin(designer, { connector: 'dropbox', ...place });
      expect(await draft.view()).toMatchObject({
        scope: scope === 'app' ? appId : 'global',
        redirectUri: REDIRECT_URI,
        redirectUriLabel: 'Redirect URI',
        fields: {},
        secretsSet: [],
        state: { name: 'open' },
      });
      expect((await designer.get('/v1/access-tokens')).body.items).toEqual([]);
    });

    it('names every missing field when the button comes too early', async () => {
      const answer = await draft.getToken();
      expect(answer).toMatchObject({ status: 422, body: { code: 'fields-invalid', remedy: 'fix-request' } });
      expect(answer.body.problems.map(({ path }: Json) => path)).toEqual(['fields.appKey', 'fields.appSecret']);
    });

    it('takes name, key and secret, and never shows the secret again', async () => {
      await draft.named(`  Clinic   Dropbox `);
      const filled = await draft.fill(DROPBOX_FIELDS);
      expect(filled).toMatchObject({
        name: NAME,
        fields: { appKey: DROPBOX_FIELDS.appKey },
        secretsSet: ['appSecret'],
      });
      expect(JSON.stringify(filled)).not.toContain(DROPBOX_FIELDS.appSecret);
    });

    it('is not done before Dropbox has issued a token', async () => {
      expect(await draft.done()).toMatchObject({ status: 409, body: { code: 'draft-not-issued' } });
    });

    it('gets the token by consent, and the popup says so', async () => {
      const link = await draft.consentLink();
      expect((await draft.view()).state).toMatchObject({ name: 'awaiting-consent' });
      const page = await latchkey.browser().consent(link);
      expect(page).toMatchObject({ status: 200 });
      expect(page.html).toContain('data-outcome="issued"');
      expect(await draft.view()).toMatchObject({
        state: { name: 'issued' },
        issued: { hasRefreshToken: true, expiryAssumed: false },
        provedAt: expect.any(String),
        warnings: [],
      });
    });

    it('knows by Test Connection whose account it is', async () => {
      expect(await draft.test()).toMatchObject({ status: 200, body: { account: 'ada@clinic.example' } });
    });

    it('becomes a token at Done, and the draft is gone', async () => {
      token = await draft.finish();
      expect(token).toMatchObject({
        name: NAME,
        scope: scope === 'app' ? appId : 'global',
        generation: 1,
        renewalRate: 'disabled',
        state: { name: 'connected' },
        account: 'ada@clinic.example',
        secretsSet: ['appSecret'],
      });
      expect((await designer.get(draft.path)).status).toBe(404);
      expect((await designer.get('/v1/access-tokens')).body.items).toMatchObject([{ id: token.id }]);
    });

    it('resolves by name, whatever the case, to a header for Dropbox alone', async () => {
      const { status, body } = await runner.post('/v1/resolutions', { name: 'clinic DROPBOX' });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        token: { id: token.id, name: NAME, scope, generation: 1, connector: 'dropbox' },
        credential: {
          kind: 'headers',
          baseUrl: 'https://api.dropboxapi.com',
          hosts: ['api.dropboxapi.com', 'content.dropboxapi.com'],
        },
      });
      expect(body.credential.headers.authorization).toMatch(/^Bearer sl\./);
      expect(body).not.toHaveProperty('warning');
    });

    it('calls Dropbox through the proxy', async () => {
      const upload = await runner.send(`/v1/proxy/${encodeURIComponent(NAME)}/2/files/upload`, {
        method: 'POST',
        body: 'closed',
        headers: {
          'content-type': 'application/octet-stream',
          'dropbox-api-arg': JSON.stringify({ path: `/${scope}/summary.txt`, mode: 'overwrite' }),
          'latchkey-host': 'content.dropboxapi.com',
        },
      });
      expect(upload).toMatchObject({ status: 200, body: { path_display: `/${scope}/summary.txt` } });
      const { status, body, headers } = await listFolder();
      expect(status).toBe(200);
      expect(body.entries.map(({ name }: Json) => name)).toContain(scope);
      expect(headers.get('latchkey-token-generation')).toBe('1');
      expect(headers.get('latchkey-token-scope')).toBe(scope);
    });

    it('is renewed now, with the next generation', async () => {
      const before = (await resolve()).body.credential.headers.authorization;
      expect(await designer.post(`/v1/access-tokens/${token.id}/renewal`, {})).toMatchObject({
        status: 200,
        body: { generation: 2, state: { name: 'connected' }, lastRenewalAt: expect.any(String) },
      });
      const { body } = await resolve();
      expect(body.token.generation).toBe(2);
      expect(body.credential.headers.authorization).not.toBe(before);
      expect((await designer.get(`/v1/access-tokens/${token.id}/renewals`)).body.items).toMatchObject([
        { trigger: 'person', outcome: 'renewed', generation: 1 },
      ]);
    });

    it('keeps working while new values are proved, and reconnects in one step at Done', async () => {
      const edit = await Draft.begin(designer, { tokenId: token.id });
      expect(await edit.view()).toMatchObject({ tokenId: token.id, name: NAME, secretsSet: ['appSecret'] });
      await edit.fill({ appKey: 'demoappkey00002', appSecret: 'demoappsecret02' });
      expect((await edit.connect(latchkey.browser())).status).toBe(200);
      expect((await resolve()).body.token.generation).toBe(2);
      expect((await listFolder()).status).toBe(200);
      expect(await edit.finish()).toMatchObject({
        id: token.id,
        name: NAME,
        scope: token.scope,
        generation: 3,
        fields: { appKey: 'demoappkey00002' },
      });
      expect((await resolve()).body.token).toMatchObject({ id: token.id, generation: 3 });
      expect((await listFolder()).status).toBe(200);
    });

    it('is not removed while the app names it, unless by force', async () => {
      const path = `/v1/access-tokens/${token.id}`;
      expect((await designer.get(`${path}/uses`)).body.items).toEqual([{ appId, stepPath: 'declared' }]);
      expect(await designer.delete(path, ANY)).toMatchObject({
        status: 409,
        body: { code: 'token-in-use', uses: [{ appId }] },
      });
      expect((await resolve()).status).toBe(200);
      expect((await designer.delete(`${path}?force=true`, ANY)).status).toBe(204);
      expect(await resolve()).toMatchObject({
        status: 404,
        body: { code: 'token-not-found', remedy: 'configure' },
      });
      expect((await designer.get(path)).status).toBe(404);
    });
  });
});
