import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connection } from '../../../src/connectors/contract/connection.js';
import { type ConnectorsWing, openConnectorsWing } from '../../support/connectors-wing.js';
import { failureOf } from '../../support/failure-of.js';
import { json, type Reply, startVendorServer, type VendorServer } from '../../support/vendor-server.js';

const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';
const TYPE = 'urn:ietf:params:oauth:token-type:';
const SUBJECT = 'subject-canary-1';
const ACTOR = 'actor-canary-2';
const API = 'https://api.acme.example';
const EXCHANGE = {
  tokenUrl: 'https://sts.acme.example/token',
  subjectToken: SUBJECT,
  subjectType: `${TYPE}jwt`,
  requestedType: `${TYPE}access_token`,
  audience: 'backend',
  resource: `${API}/v1`,
  scopes: 'read  write',
};
const ASKED = {
  grant_type: GRANT,
  subject_token: SUBJECT,
  subject_token_type: `${TYPE}jwt`,
  requested_token_type: `${TYPE}access_token`,
  audience: 'backend',
  resource: `${API}/v1`,
  scope: 'read write',
};
const ACTING = { actor_token: ACTOR, actor_token_type: `${TYPE}access_token` };

/** The other side of RFC 8693 section 2: it takes these parameters letter for letter, and no others. */
describe('The exchange of a token', () => {
  let vendor: VendorServer;
  let wing: ConnectorsWing;
  /** What the vendor takes, and what it says then. */
  let taken: readonly Readonly<Record<string, string>>[];
  let given: Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    vendor = await startVendorServer();
    wing = await openConnectorsWing({ sandboxHosts: [vendor.mapping('*.acme.example')] });
  });

  beforeEach(() => {
    taken = [ASKED, { ...ASKED, ...ACTING }];
    given = { access_token: 'at', issued_token_type: `${TYPE}access_token`, token_type: 'Bearer', expires_in: 60 };
    vendor.reply(sts);
  });

  afterAll(async () => {
    await wing.close();
    await vendor.close();
  });

  const sts: Reply = (response, request) => {
    if (request.path !== '/sts.acme.example/token')
      return json({ bearer: request.headers.authorization })(response, request);
    const form = formIn(request.body);
    const isClient = request.headers.authorization === `Basic ${Buffer.from('web:hush').toString('base64')}`;
    if (!isClient) return json({ error: 'invalid_client' }, 401)(response, request);
    const isKnown = taken.some((one) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(form)));
    return (isKnown ? json(given) : refusalOf(form))(response, request);
  };

  it('sends every parameter once, nothing for an empty field, and presents what was issued', async () => {
    const connection = connectionOf();
    const issued = await wing.service.issue(connection);
    expect(issued).toMatchObject({ kept: { issued_token_type: `${TYPE}access_token` }, expiryAssumed: false });
    expect(await bearerOf({ ...connection, issued })).toBe('Bearer at');
    taken = [{ grant_type: GRANT, subject_token: SUBJECT, subject_token_type: `${TYPE}jwt` }];
    const least = { requestedType: 'any', audience: '', resource: '', scopes: '' };
    expect((await wing.service.issue(connectionOf(least))).accessToken.reveal('test')).toBe('at');
  });

  it('names who acts for the subject', async () => {
    await wing.service.issue(connectionOf({ actorToken: ACTOR, actorType: `${TYPE}access_token` }));
    expect(formIn(vendor.received.at(-1)?.body)).toMatchObject(ACTING);
  });

  it('presents a token that is no access token, whose type is therefore "N_A"', async () => {
    taken = [{ ...ASKED, requested_token_type: `${TYPE}jwt` }];
    given = { access_token: 'a.b.c', issued_token_type: `${TYPE}jwt`, token_type: 'N_A' };
    const connection = connectionOf({ requestedType: `${TYPE}jwt` });
    const issued = await wing.service.issue(connection);
    expect(await bearerOf({ ...connection, issued })).toBe('Bearer a.b.c');
  });

  it('shows no service a refresh token', async () => {
    given = { access_token: 'rt-canary-3', issued_token_type: `${TYPE}refresh_token`, token_type: 'N_A' };
    const failure = await failureOf(wing.service.issue(connectionOf()));
    expect(failure.code).toBe('token-answer-unusable');
    expect(inspect(failure, { depth: 10 })).not.toContain('canary');
  });

  it('exchanges afresh to renew when no refresh token came', async () => {
    const connection = connectionOf();
    const issued = await wing.service.issue(connection);
    given = { ...given, access_token: 'at-2' };
    expect((await wing.service.renew({ ...connection, issued })).accessToken.reveal('test')).toBe('at-2');
    expect(formIn(vendor.received.at(-1)?.body)).toEqual(ASKED);
  });

  it('renews with the refresh token that came, and exchanges afresh when that is refused', async () => {
    const connection = connectionOf();
    given = { ...given, refresh_token: 'rt-1' };
    const issued = await wing.service.issue(connection);
    // The subject's token has ended meanwhile.
    taken = [{ grant_type: 'refresh_token', refresh_token: 'rt-1' }];
    given = { access_token: 'at-2', token_type: 'Bearer', refresh_token: 'rt-2' };
    const next = await wing.service.renew({ ...connection, issued });
    expect(next.refreshToken?.reveal('test')).toBe('rt-2');
    expect(next.kept).toEqual({ issued_token_type: `${TYPE}access_token` });
    taken = [ASKED];
    const before = vendor.received.length;
    await wing.service.renew({ ...connection, issued: next });
    const grants = vendor.received.slice(before).map(({ body }) => formIn(body).grant_type);
    expect(grants).toEqual(['refresh_token', GRANT]);
  });

  it('leaves the subject alone while the vendor cannot say whether it takes the refresh token', async () => {
    const connection = connectionOf();
    given = { ...given, refresh_token: 'rt-1' };
    const issued = await wing.service.issue(connection);
    vendor.reply(json({ error: 'temporarily_unavailable' }, 503));
    const before = vendor.received.length;
    expect(await failureOf(wing.service.renew({ ...connection, issued }))).toMatchObject({ remedy: 'wait' });
    expect(vendor.received).toHaveLength(before + 1);
  });

  it.each([
    ['a subject that it does not know', { subjectToken: 'other-canary-4' }, 'invalid_grant'],
    ['an actor that it does not know', { actorToken: 'other-canary-5' }, 'invalid_grant'],
    ['another audience', { audience: 'elsewhere' }, 'invalid_target'],
    ['another resource', { resource: 'https://elsewhere.example' }, 'invalid_target'],
    ['a wrong secret', { clientSecret: 'wrong-canary-6' }, 'invalid_client'],
  ])('is for an admin when the vendor refuses %s, without a word of any secret', async (_what, fields, vendorCode) => {
    const failure = await failureOf(wing.service.issue(connectionOf({ actorToken: ACTOR, ...fields })));
    expect(failure).toMatchObject({ code: 'token-refused', remedy: 'configure', facts: { vendorCode } });
    expect(inspect(failure, { depth: 10, showHidden: true })).not.toMatch(/canary|hush/);
  });

  function connectionOf(fields: Readonly<Record<string, string>> = {}): Connection {
    const name = { connector: 'oauth2', method: 'token-exchange' };
    const client = { clientId: 'web', clientAuthentication: 'basic-header', clientSecret: 'hush' };
    const all = { addresses: 'typed', baseUrl: API, ...client, ...EXCHANGE, ...fields };
    return { ...name, values: wing.service.parseFields(name, all).values };
  }

  async function bearerOf(connection: Connection): Promise<unknown> {
    const answer = await wing.service.send(wing.service.present(connection), { method: 'GET', url: 'me' });
    return JSON.parse(answer.body.toString()).bearer;
  }
});

/** A vendor that repeats what it was sent, as some do. */
function refusalOf(form: Readonly<Record<string, string>>): Reply {
  const isAstray = form.audience !== 'backend' || form.resource !== `${API}/v1`;
  const error = isAstray && form.grant_type === GRANT ? 'invalid_target' : 'invalid_grant';
  return json({ error, error_description: `not ${form.subject_token} by ${form.actor_token}` }, 400);
}

/** A parameter that comes twice is none. */
function formIn(body = ''): Record<string, string> {
  const pairs = [...new URLSearchParams(body)];
  if (new Set(pairs.map(([name]) => name)).size < pairs.length) return {};
  return Object.fromEntries(pairs);
}

function sorted(form: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(form).sort(([one], [other]) => one.localeCompare(other));
}
