import { createPublicKey, randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { newEcKey, newRsaKey } from '../../sandbox/oauth/new-key.js';
import { redoxAccounts } from '../../sandbox/redox/accounts.js';
import { bearer, bodyOf, Playhouse, record } from './playhouse.js';

const HOST = 'api.redoxengine.com';
const TOKEN_URL = `https://${HOST}/v2/auth/token`;
const { legacyKey, oauthKey, privateJwk, destination } = redoxAccounts;

describe('Redox', () => {
  let house: Playhouse;
  beforeEach(async () => {
    house = await Playhouse.open('redox');
  });
  afterEach(() => house.close());

  const authenticate = (secret: string = legacyKey.secret) =>
    house.json(`${HOST}/auth/authenticate`, { apiKey: legacyKey.apiKey, secret });
  const refresh = (refreshToken: unknown, apiKey: string = legacyKey.apiKey) =>
    house.json(`${HOST}/auth/refreshToken`, { apiKey, refreshToken });
  const send = (token: unknown, body: unknown) => house.json(`${HOST}/endpoint`, body, bearer(token));

  async function assertion(
    change: {
      claims?: Record<string, unknown>;
      header?: Record<string, unknown>;
      key?: Parameters<SignJWT['sign']>[0];
    } = {},
  ) {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: oauthKey.clientId,
      sub: oauthKey.clientId,
      aud: TOKEN_URL,
      iat: now,
      exp: now + 300,
      jti: randomUUID(),
      ...change.claims,
    };
    const header = { alg: 'RS384', kid: privateJwk.kid, typ: 'JWT', ...change.header };
    return new SignJWT(claims).setProtectedHeader(header).sign(change.key ?? (await importJWK(privateJwk, 'RS384')));
  }
  const exchange = (client_assertion: string, change: Record<string, string> = {}) =>
    house.form(`${HOST}/v2/auth/token`, {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion,
      ...change,
    });
  const query = (Patient: unknown, Destinations: unknown[] = [destination]) => ({
    Meta: { DataModel: 'PatientSearch', EventType: 'Query', Destinations },
    Patient,
  });

  describe('legacy key and secret', () => {
    it('answers exactly three camelCase members, with the instant a day ahead', async () => {
      const tokens = await bodyOf(await authenticate());
      expect(Object.keys(tokens).sort()).toEqual(['accessToken', 'expires', 'refreshToken']);
      expect(Date.parse(String(tokens.expires)) - Date.now()).toBeGreaterThan(86_390_000);
    });

    it.each([
      ['a wrong secret', () => authenticate('wrong')],
      ['an unknown refresh token', () => refresh('nothing')],
      [
        'a refresh token of another key',
        async () => refresh((await bodyOf(await authenticate())).refreshToken, 'another'),
      ],
      [
        'a form instead of JSON',
        () => house.form(`${HOST}/auth/authenticate`, { apiKey: legacyKey.apiKey, secret: legacyKey.secret }),
      ],
    ])('refuses %s with 401 in plain text', async (_what, ask) => {
      const refused = await ask();
      expect(refused.status).toBe(401);
      expect(refused.headers.get('content-type')).toMatch(/^text\/plain/);
    });

    it('refreshes without the secret, and a new authenticate leaves older tokens alone', async () => {
      const first = await bodyOf(await authenticate());
      const second = await bodyOf(await refresh(first.refreshToken));
      await authenticate();
      expect(second.refreshToken).toBe(first.refreshToken);
      for (const { accessToken } of [first, second]) expect((await send(accessToken, query({}))).status).toBe(200);
    });

    it('refuses the access token after a day', async () => {
      const { accessToken } = await bodyOf(await authenticate());
      await house.aheadBy(86_401);
      const refused = await send(accessToken, query({}));
      expect(refused.status).toBe(401);
      expect(record((await bodyOf(refused)).Meta).Errors).toEqual([
        expect.objectContaining({ Text: expect.any(String) }),
      ]);
    });
  });

  describe('signed assertion', () => {
    it('gives a five-minute token and no refresh token', async () => {
      const tokens = await bodyOf(await exchange(await assertion()));
      expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 300, scope: 'fhir:development' });
      expect(tokens).not.toHaveProperty('refresh_token');
      await house.aheadBy(301);
      expect((await send(tokens.access_token, query({}))).status).toBe(401);
    });

    const now = () => Math.floor(Date.now() / 1000);
    const stranger = newRsaKey(2048);
    it.each([
      ['no kid', 'no-kid', () => assertion({ header: { kid: undefined } })],
      ['an unknown kid', 'unknown-key', () => assertion({ header: { kid: 'other' } })],
      ['an unknown client', 'unknown-key', () => assertion({ claims: { iss: 'x', sub: 'x' } })],
      ['a foreign key', 'signature', () => assertion({ key: stranger })],
      [
        'RS256',
        'algorithm',
        async () => assertion({ header: { alg: 'RS256' }, key: await importJWK(privateJwk, 'RS256') }),
      ],
      ['another audience', 'audience', () => assertion({ claims: { aud: 'https://api.redoxengine.com' } })],
      ['a subject that is not the issuer', 'subject', () => assertion({ claims: { sub: 'x' } })],
      ['an expired assertion', 'expired', () => assertion({ claims: { iat: now() - 400, exp: now() - 100 } })],
      ['more than five minutes', 'too-long', () => assertion({ claims: { exp: now() + 600 } })],
      ['no jti', 'no-jti', () => assertion({ claims: { jti: undefined } })],
      ['no JWT at all', 'not-a-jwt', () => Promise.resolve('nonsense')],
    ])('refuses %s', async (_what, fault, make) => {
      const refused = await exchange(await make());
      expect([400, 401]).toContain(refused.status);
      expect(await bodyOf(refused)).toMatchObject({ error: expect.any(String), error_description: expect.any(String) });
      expect((await house.journal('token')).at(-1)?.notes).toMatchObject({ fault });
    });

    it('refuses the same assertion a second time', async () => {
      const once = await assertion();
      expect((await exchange(once)).status).toBe(200);
      expect((await exchange(once)).status).toBe(400);
    });

    it('wants a form, client_credentials and the assertion type', async () => {
      const json = await house.json(`${HOST}/v2/auth/token`, { grant_type: 'client_credentials' });
      expect(await bodyOf(json)).toMatchObject({ error_description: expect.stringContaining('x-www-form-urlencoded') });
      expect(await bodyOf(await exchange(await assertion(), { grant_type: 'password' }))).toMatchObject({
        error: 'unsupported_grant_type',
      });
      expect((await exchange(await assertion(), { client_assertion_type: 'other' })).status).toBe(400);
    });

    it('takes an ES384 key that was registered at run time, but no private one', async () => {
      const privateKey = newEcKey('P-384');
      const jwk = { ...createPublicKey(privateKey).export({ format: 'jwk' }), kid: 'mine' };
      expect(
        await house.control('POST', 'accounts', { clientId: 'me', keys: [{ ...jwk, d: 'secret' }] }),
      ).toHaveProperty('error');
      await house.control('POST', 'accounts', { clientId: 'me', keys: [jwk] });
      const signed = await assertion({
        claims: { iss: 'me', sub: 'me' },
        header: { alg: 'ES384', kid: 'mine' },
        key: privateKey,
      });
      expect((await exchange(signed)).status).toBe(200);
    });
  });

  describe('messages and FHIR', () => {
    it('answers a PatientSearch query with the patient, and echoes Meta with Logs', async () => {
      const { accessToken } = await bodyOf(await authenticate());
      const answer = await bodyOf(
        await send(accessToken, query({ Demographics: { FirstName: 'Timothy', LastName: 'Bixby' } })),
      );
      expect(answer.Meta).toMatchObject({
        DataModel: 'PatientSearch',
        EventType: 'Response',
        Test: true,
        Logs: [{ ID: expect.any(String) }],
      });
      expect(answer.Patient).toMatchObject({
        Identifiers: [{ ID: '0000000001', IDType: 'MR' }],
        Demographics: { DOB: '2008-01-06' },
      });
    });

    it('accepts an event, and refuses unknown events, missing and several destinations', async () => {
      const { accessToken } = await bodyOf(await authenticate());
      const event = (EventType: string) => ({
        Meta: { DataModel: 'PatientAdmin', EventType, Destinations: [destination, destination] },
      });
      expect((await bodyOf(await send(accessToken, event('NewPatient')))).Meta).toMatchObject({
        EventType: 'NewPatient',
        Logs: expect.any(Array),
      });
      expect((await send(accessToken, event('Nonsense'))).status).toBe(403);
      expect((await send(accessToken, query({}, []))).status).toBe(403);
      expect((await send(accessToken, query({}, [destination, destination]))).status).toBe(400);
      expect((await send(accessToken, 'text')).status).toBe(400);
    });

    it('serves FHIR to OAuth keys of the environment only', async () => {
      const base = `${HOST}/fhir/R4/redox-fhir-sandbox/Development/Patient`;
      const { access_token } = await bodyOf(await exchange(await assertion()));
      const { accessToken } = await bodyOf(await authenticate());
      const bundle = await bodyOf(
        await house.form(`${base}/_search`, { family: 'bixby', given: 'Barbara' }, bearer(access_token)),
      );
      expect(bundle).toMatchObject({
        resourceType: 'Bundle',
        total: 1,
        entry: [{ resource: { birthDate: '1971-12-31' } }],
      });
      const read = (address: string, token: unknown) => house.call('GET', address, { headers: bearer(token) });
      expect((await read(`${base}/8d2a1c2e-0001`, access_token)).status).toBe(200);
      expect((await read(`${base}/none`, access_token)).status).toBe(404);
      expect((await read(`${base}/8d2a1c2e-0001`, accessToken)).status).toBe(403);
      expect((await read(`${base.replace('Development', 'Production')}/8d2a1c2e-0001`, access_token)).status).toBe(403);
      expect(await bodyOf(await read(`${base}/8d2a1c2e-0001`, 'nothing'))).toMatchObject({
        resourceType: 'OperationOutcome',
      });
    });

    it('takes a file and answers 201 with its address', async () => {
      const { accessToken } = await bodyOf(await authenticate());
      const body = new FormData();
      body.append('file', new Blob(['%PDF']), 'scan.pdf');
      const answer = await fetch(`${house.url}/${HOST}/uploads`, {
        method: 'POST',
        headers: bearer(accessToken),
        body,
      });
      expect(answer.status).toBe(201);
      expect(await bodyOf(answer)).toMatchObject({ URI: expect.stringMatching(/^https:/) });
    });
  });
});
