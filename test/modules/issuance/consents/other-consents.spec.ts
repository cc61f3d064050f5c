import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiClient, createTenant, type TestTenant } from '../../../support/api-client.js';
import { startApp, type TestApp } from '../../../support/app.js';
import { engines, type TestDatabase } from '../../../support/databases.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { Draft } from '../../../support/story/drafts.js';
import { createDeclaringApp } from '../../../support/story/journey.js';
import { json, startVendorServer, text, type VendorServer } from '../../../support/vendor-server.js';

const HOST = 'https://login.acme.example';
const SERVICE = { baseUrl: 'https://api.acme.example' };
const PUBLIC_URL = 'http://localhost:3000';

describe.each(engines)('Consents without a code in the callback on %s', (_engine, createDatabase) => {
  const clock = new FakeClock();
  let database: TestDatabase;
  let app: TestApp;
  let vendor: VendorServer;
  let tenant: TestTenant;
  let admin: ApiClient;

  beforeAll(async () => {
    [database, vendor] = await Promise.all([createDatabase(), startVendorServer()]);
    const environment = {
      PUBLIC_URL,
      LATCHKEY_SANDBOX_HOSTS: `*.acme.example=${vendor.address}`,
      LATCHKEY_LOG_LEVEL: 'fatal',
    };
    app = await startApp({ database, environment, clock });
    tenant = await createTenant(app);
    ({ admin } = tenant);
  });

  afterAll(async () => {
    await app.close();
    await Promise.all([vendor.close(), database.drop()]);
  });

  const here = (address: string) => address.replace(PUBLIC_URL, app.url);
  const begin = (connector: string, method: string, fields: object) =>
    Draft.begin(admin, { connector, method, name: method.replaceAll('-', ' '), fields: { ...SERVICE, ...fields } });

  async function open(link: string): Promise<{ cookie: string; page: string; location: string }> {
    const response = await fetch(here(link), { redirect: 'manual' });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return { cookie, page: await response.text(), location: response.headers.get('location') ?? '' };
  }

  it('show the code of a device, wait as long as the vendor says, and tell only the browser that began', async () => {
    let isEntered = false;
    vendor.reply((response, request) => {
      const device = {
        device_code: 'device-secret',
        user_code: 'ABCD-EFGH',
        verification_uri: `${HOST}/go`,
        interval: 5,
      };
      if (request.path.endsWith('/device')) return json(device)(response, request);
      const pending = json({ error: 'authorization_pending' }, 400);
      (isEntered ? json({ access_token: 'at', refresh_token: 'rt' }) : pending)(response, request);
    });
    const draft = await begin('oauth2', 'device-code', {
      addresses: 'typed',
      deviceUrl: `${HOST}/device`,
      tokenUrl: `${HOST}/token`,
      clientId: 'tv',
      clientAuthentication: 'none',
    });
    const { cookie, page } = await open(await draft.consentLink());
    expect(page).toContain('ABCD-EFGH');
    expect(page).toContain(`${vendor.address}/login.acme.example/go`);
    expect(page).not.toContain('device-secret');
    const id = /data-consent="([^"]+)"/.exec(page)?.[1] ?? '';
    const ask = async (own: string) => {
      const response = await fetch(`${app.url}/oauth/device/${id}`, { method: 'POST', headers: { cookie: own } });
      return (await response.json()) as { outcome?: string; code?: string };
    };
    expect((await ask('')).code).toBe('consent-other-browser');
    expect((await ask(cookie)).outcome).toBe('consent-pending');
    const asked = vendor.received.length;
    isEntered = true;
    expect((await ask(cookie)).outcome).toBe('consent-pending');
    expect(vendor.received).toHaveLength(asked);
    clock.advance(6_000);
    expect((await ask(cookie)).outcome).toBe('issued');
    expect((await ask(cookie)).code).toBe('consent-replayed');
    expect((await draft.view()).state.name).toBe('issued');
  });

  it('know an OAuth 1.0a consent by its temporary credentials, and sign with what was issued', async () => {
    vendor.reply((response, request) => {
      const isFirst = request.path.endsWith('/initiate');
      const answer = isFirst
        ? 'oauth_token=temporary-1&oauth_token_secret=s1&oauth_callback_confirmed=true'
        : 'oauth_token=final-1&oauth_token_secret=never-told';
      text(answer, 200)(response, request);
    });
    const draft = await begin('oauth1', 'three-legged', {
      consumerKey: 'ck',
      consumerSecret: 'cs',
      temporaryUrl: `${HOST}/initiate`,
      authorizeUrl: `${HOST}/authorize`,
      tokenUrl: `${HOST}/token`,
    });
    const { cookie, location } = await open(await draft.consentLink());
    expect(location).toBe(`${vendor.address}/login.acme.example/authorize?oauth_token=temporary-1`);
    const callback = `${app.url}/oauth/callback?oauth_token=temporary-1&oauth_verifier=v-1`;
    expect((await fetch(callback)).status).toBe(403);
    expect((await fetch(callback, { headers: { cookie } })).status).toBe(200);
    expect(vendor.received.at(-1)?.headers.authorization).toMatch(/oauth_token="temporary-1".*oauth_verifier="v-1"/);
    await draft.finish();
    await createDeclaringApp(tenant, 'Signer', ['three legged']);
    const { body } = await admin.get('/v1/apps');
    const asked = { name: 'three legged', appId: body.items[0].id, method: 'GET', url: 'https://api.acme.example/x' };
    const signed = await admin.post('/v1/signatures', asked);
    expect(signed.body.headers.authorization).toMatch(/oauth_token="final-1".*oauth_signature="/);
    expect(JSON.stringify(signed.body)).not.toContain('never-told');
  });

  it('end before anybody consents when a vendor does not confirm the callback, as OAuth 1.0 did not', async () => {
    vendor.reply(text('oauth_token=t&oauth_token_secret=s', 200));
    const draft = await begin('oauth1', 'three-legged', {
      consumerKey: 'ck',
      consumerSecret: 'cs',
      temporaryUrl: `${HOST}/initiate`,
      authorizeUrl: `${HOST}/authorize`,
      tokenUrl: `${HOST}/token`,
    });
    expect((await draft.getToken()).body.code).toBe('token-answer-unusable');
  });
});
