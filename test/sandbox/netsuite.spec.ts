import { createHmac, randomBytes } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import { netsuiteAccounts } from '../../sandbox/netsuite/accounts.js';
import { bodyOf, Playhouse } from './playhouse.js';

const { production, sandbox, secondToken } = netsuiteAccounts;
const REST = '1234567.suitetalk.api.netsuite.com';
const TIME = `${REST}/services/rest/system/v1/serverTime`;
const SUITEQL = `${REST}/services/rest/query/v1/suiteql`;

interface Keys {
  readonly integration: { readonly consumerKey: string; readonly consumerSecret: string; readonly account: string };
  readonly token: { readonly tokenId: string; readonly tokenSecret: string };
}

interface Change {
  readonly keys?: Keys;
  readonly realm?: string;
  readonly consumerSecret?: string;
  readonly tokenSecret?: string;
  readonly hash?: 'sha1' | 'sha256';
  readonly method?: string;
  readonly fields?: Record<string, string>;
}

/** Signs with a library that neither the sandbox nor the product's signer shares code with. */
function signed(method: string, address: string, change: Change = {}): string {
  const { keys = production } = change;
  const hash = change.hash ?? 'sha256';
  const oauth = new OAuth({
    consumer: { key: keys.integration.consumerKey, secret: change.consumerSecret ?? keys.integration.consumerSecret },
    signature_method: hash === 'sha1' ? 'HMAC-SHA1' : 'HMAC-SHA256',
    hash_function: (base, key) => createHmac(hash, key).update(base).digest('base64'),
    realm: change.realm ?? keys.integration.account,
  });
  const token = { key: keys.token.tokenId, secret: change.tokenSecret ?? keys.token.tokenSecret };
  const request = { url: `https://${address}`, method, data: {} };
  const core = {
    oauth_consumer_key: keys.integration.consumerKey,
    oauth_nonce: randomBytes(10).toString('hex'),
    oauth_signature_method: hash === 'sha1' ? 'HMAC-SHA1' : 'HMAC-SHA256',
    oauth_timestamp: Math.floor(Date.now() / 1000),
    oauth_version: '1.0',
    oauth_token: token.key,
  };
  const fields = { ...core, ...change.fields } as typeof core;
  const oauth_signature = oauth.getSignature(request, token.secret, fields);
  return oauth.toHeader({ ...fields, oauth_signature }).Authorization;
}

describe('NetSuite by token-based authentication', () => {
  let house: Playhouse;
  beforeEach(async () => {
    house = await Playhouse.open('netsuite');
  });
  afterEach(() => house.close());

  const call = (
    method: string,
    address: string,
    change: Change & { body?: unknown; headers?: Record<string, string> } = {},
  ) =>
    house.call(method, address, {
      headers: {
        authorization: signed(method, address, change),
        ...(change.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...change.headers,
      },
      ...(change.body === undefined ? {} : { body: JSON.stringify(change.body) }),
    });
  const lastAudit = async () => (await house.journal('serverTime')).at(-1)?.notes;
  const shifted = (seconds: number) => ({
    fields: { oauth_timestamp: String(Math.floor(Date.now() / 1000) + seconds) },
  });

  it('lets a rightly signed request in, on both accounts', async () => {
    expect(await bodyOf(await call('GET', TIME))).toEqual({ serverTime: expect.stringMatching(/Z$/) });
    const address = TIME.replace('1234567.', '1234567-sb1.');
    expect((await call('GET', address, { keys: sandbox })).status).toBe(200);
  });

  it.each([
    ['a wrong consumer secret', 'InvalidSignature', { consumerSecret: 'wrong' }],
    ['a wrong token secret', 'InvalidSignature', { tokenSecret: 'wrong' }],
    ['SHA-1', 'UnknownAlgorithm', { hash: 'sha1' as const }],
    ['a realm of another account', 'parameter_rejected', { realm: '7654321' }],
    ['a clock 301 seconds slow', 'InvalidTimestamp', shifted(-301)],
    ['a clock six minutes fast', 'InvalidTimestamp', shifted(360)],
    ['a nonce of five characters', 'nonce_rejected', { fields: { oauth_nonce: 'abcde' } }],
    ['a nonce with a hyphen', 'nonce_rejected', { fields: { oauth_nonce: 'abc-def' } }],
    ['an unknown consumer key', 'consumer_key_unknown', { fields: { oauth_consumer_key: 'nobody' } }],
    ['an unknown token', 'token_rejected', { fields: { oauth_token: 'nothing' } }],
    ['version 2.0', 'VersionRejected', { fields: { oauth_version: '2.0' } }],
  ])('refuses %s with the generic 401, and tells only the journal why', async (_what, audit, change) => {
    const refused = await call('GET', TIME, change);
    expect(refused.status).toBe(401);
    expect(await bodyOf(refused)).toMatchObject({
      title: 'Unauthorized',
      'o:errorDetails': [{ 'o:errorCode': 'INVALID_LOGIN' }],
    });
    expect(await lastAudit()).toEqual({ audit });
  });

  it('refuses a lower-case realm, and the keys of another account', async () => {
    const address = TIME.replace('1234567.', '1234567-sb1.');
    expect((await call('GET', address, { realm: '1234567_sb1', keys: sandbox })).status).toBe(401);
    expect((await call('GET', address, { realm: '1234567_SB1' })).status).toBe(401);
    expect(await lastAudit()).toEqual({ audit: 'permission_denied' });
  });

  it.each([
    ['nothing', ''],
    ['Basic', 'Basic eDp5'],
    ['a broken header', 'OAuth realm="1234567", oauth_token=bare'],
  ])('refuses %s in place of a signature', async (_what, authorization) => {
    expect((await house.call('GET', TIME, { headers: { authorization } })).status).toBe(401);
    expect(await lastAudit()).toEqual({ audit: 'parameter_rejected' });
  });

  it('takes a signature once', async () => {
    const authorization = signed('GET', TIME);
    expect((await house.call('GET', TIME, { headers: { authorization } })).status).toBe(200);
    expect((await house.call('GET', TIME, { headers: { authorization } })).status).toBe(401);
    expect(await lastAudit()).toEqual({ audit: 'nonce_used' });
  });

  it('holds the signature to method, path and every query parameter', async () => {
    const address = `${REST}/services/rest/record/v1/customer?limit=2&offset=0`;
    const authorization = signed('GET', address);
    const tampered = address.replace('limit=2', 'limit=1');
    expect((await house.call('GET', tampered, { headers: { authorization } })).status).toBe(401);
    expect(
      (await house.call('DELETE', `${REST}/services/rest/record/v1/customer/101`, { headers: { authorization } }))
        .status,
    ).toBe(401);
    expect((await house.call('GET', address, { headers: { authorization } })).status).toBe(200);
  });

  it('locks account and token for 30 minutes after five failures, right signatures included', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await call('GET', TIME, { tokenSecret: 'wrong' });
    expect((await call('GET', TIME)).status).toBe(401);
    expect(await lastAudit()).toEqual({ audit: 'temporary_locked' });
    const other = { integration: production.integration, token: secondToken };
    expect((await call('GET', TIME, { keys: other })).status).toBe(200);
    await house.aheadBy(30 * 60 + 1);
    expect((await call('GET', TIME, shifted(30 * 60 + 1))).status).toBe(200);
  });

  it('counts failures in a row only', async () => {
    for (let attempt = 0; attempt < 4; attempt += 1) await call('GET', TIME, { tokenSecret: 'wrong' });
    expect((await call('GET', TIME)).status).toBe(200);
    for (let attempt = 0; attempt < 4; attempt += 1) await call('GET', TIME, { tokenSecret: 'wrong' });
    expect((await call('GET', TIME)).status).toBe(200);
  });

  it('refuses a revoked token and a blocked integration, and knows keys registered at run time', async () => {
    await house.control('POST', 'revoke', { credential: production.token.tokenId });
    await call('GET', TIME);
    expect(await lastAudit()).toEqual({ audit: 'token_rejected' });
    const mine = {
      account: '7654321',
      consumerKey: 'mykey',
      consumerSecret: 's1',
      tokenId: 'mytoken',
      tokenSecret: 's2',
    };
    await house.control('POST', 'accounts', mine);
    const keys = { integration: mine, token: mine };
    const address = TIME.replace('1234567', '7654321');
    expect((await call('GET', address, { keys })).status).toBe(200);
    await house.control('POST', 'accounts', { ...mine, isBlocked: true });
    await call('GET', address, { keys });
    expect(await lastAudit()).toEqual({ audit: 'consumer_key_refused' });
  });

  describe('records', () => {
    const CUSTOMERS = `${REST}/services/rest/record/v1/customer`;

    it('creates, reads, changes, upserts and deletes with 204 and Location', async () => {
      const made = await call('POST', CUSTOMERS, { body: { companyName: 'New Clinic', phone: '1' } });
      expect(made.status).toBe(204);
      const location = (made.headers.get('location') ?? '').replace('https://', '');
      expect(location).toMatch(/\/record\/v1\/customer\/\d+$/);
      expect((await call('PATCH', location, { body: { phone: null, email: 'a@b.c' } })).status).toBe(204);
      const read = await bodyOf(await call('GET', location));
      expect(read).toMatchObject({ companyName: 'New Clinic', email: 'a@b.c' });
      expect(read).not.toHaveProperty('phone');
      const eid = `${CUSTOMERS}/eid:EXT-9`;
      const first = await call('PUT', eid, { body: { companyName: 'X' } });
      const second = await call('PUT', eid, { body: { companyName: 'Y' } });
      expect(second.headers.get('location')).toBe(first.headers.get('location'));
      expect(await bodyOf(await call('GET', eid))).toMatchObject({ companyName: 'Y', externalId: 'EXT-9' });
      expect((await call('DELETE', location)).status).toBe(204);
      expect((await call('GET', location)).status).toBe(404);
    });

    it('links an invoice to its customer and refuses what is missing or unknown', async () => {
      const invoices = `${REST}/services/rest/record/v1/invoice`;
      const made = await call('POST', invoices, { body: { entity: { id: '101' }, memo: 'visit' } });
      const location = (made.headers.get('location') ?? '').replace('https://', '');
      expect(await bodyOf(await call('GET', location))).toMatchObject({
        entity: { id: '101', refName: 'Riverside Clinic' },
      });
      expect((await call('POST', invoices, { body: { entity: { id: '9' } } })).status).toBe(400);
      expect(await bodyOf(await call('POST', invoices, { body: {} }))).toMatchObject({
        'o:errorDetails': [{ 'o:errorPath': 'entity' }],
      });
      expect((await call('GET', `${REST}/services/rest/record/v1/nonsense`)).status).toBe(404);
      expect((await call('POST', invoices, { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    });

    it('filters a list with a signed query of awkward characters', async () => {
      const address = `${CUSTOMERS}?q=${encodeURIComponent('companyname START_WITH "A (B)!"')}&limit=2`;
      expect(await bodyOf(await call('GET', address))).toMatchObject({ totalResults: 1, items: [{ id: '104' }] });
      expect((await call('GET', `${CUSTOMERS}?q=nonsense`)).status).toBe(400);
    });

    it('pages SuiteQL, with texts for values, and wants Prefer: transient', async () => {
      const body = { q: 'SELECT id, companyname, phone FROM customer WHERE id > ? ORDER BY id', params: [101] };
      const transient = { headers: { prefer: 'transient' }, body };
      const first = await bodyOf(await call('POST', `${SUITEQL}?limit=2&offset=0`, transient));
      expect(first).toMatchObject({ count: 2, hasMore: true, totalResults: 4 });
      expect(first.items).toEqual([
        { links: [], id: '102', companyname: 'Northside Clinic' },
        expect.objectContaining({ id: '103' }),
      ]);
      const next = JSON.stringify(first.links).match(/"rel":"next","href":"https:\/\/([^"]+)"/)?.[1] ?? '';
      expect(await bodyOf(await call('POST', next, transient))).toMatchObject({ count: 2, hasMore: false, offset: 2 });
      expect((await call('POST', SUITEQL, { body })).status).toBe(400);
      expect((await call('POST', `${SUITEQL}?limit=2&offset=1`, transient)).status).toBe(400);
      expect((await call('POST', SUITEQL, { ...transient, body: { q: 'DELETE FROM customer' } })).status).toBe(400);
    });
  });

  it('echoes through a RESTlet, and words its refusals as RESTlets do', async () => {
    const address =
      '1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=6&deploy=1&customParam=some%20Value';
    expect(await bodyOf(await call('POST', address, { body: { a: 1 } }))).toMatchObject({
      query: { customParam: 'some Value' },
      body: { a: 1 },
    });
    const wrong = { tokenSecret: 'wrong' };
    expect(await (await call('GET', address, wrong)).text()).toMatch(/^error code: INVALID_LOGIN_ATTEMPT\n/);
    const refused = await call('GET', address, { ...wrong, headers: { accept: 'application/json' } });
    expect(await bodyOf(refused)).toMatchObject({ error: { code: 'INVALID_LOGIN_ATTEMPT' } });
  });
});
