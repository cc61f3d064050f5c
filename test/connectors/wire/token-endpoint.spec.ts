import { TokenEndpoint, type TokenRequest } from '../../../src/connectors/wire/token-endpoint.js';
import { VendorConnections } from '../../../src/connectors/wire/vendor-connections.js';
import { VendorHttp } from '../../../src/connectors/wire/vendor-http.js';
import type { Remedy } from '../../../src/kernel/broker.error.js';
import { Secret } from '../../../src/kernel/secret.js';
import { failureOf } from '../../support/failure-of.js';
import { SettableClock } from '../../support/settable-clock.js';
import {
  breakBody,
  json,
  loseAnswer,
  startVendorServer,
  staySilent,
  text,
  type VendorServer,
} from '../../support/vendor-server.js';

const HOST = 'login.vendor.test';
const CANARY = 'canary-4b7f/secret+value';

describe('The judge of token answers', () => {
  let server: VendorServer;
  let connections: VendorConnections;
  let endpoint: TokenEndpoint;

  beforeEach(async () => {
    server = await startVendorServer();
    connections = new VendorConnections(options());
    endpoint = endpointThat();
  });

  afterEach(async () => {
    await connections.onApplicationShutdown();
    await server.close();
  });

  const options = () => ({ sandboxHosts: [server.mapping(HOST)] });
  /** It waits as long as the product does unless told. */
  const endpointThat = (more: { readonly vendorTimeoutMs?: number } = {}) =>
    new TokenEndpoint(
      new VendorHttp({ ...options(), ...more }, connections),
      new SettableClock('2026-11-20T12:00:00.000Z'),
    );

  function request(more: Partial<TokenRequest> = {}): TokenRequest {
    return {
      url: `https://${HOST}/token`,
      hosts: [HOST],
      body: { grant_type: 'refresh_token', refresh_token: new Secret(CANARY) },
      facts: {},
      ...more,
    };
  }

  it.each<[string, number, Remedy]>([
    ['invalid_grant', 400, 'reconnect'],
    ['invalid_client', 401, 'configure'],
    ['unauthorized_client', 400, 'configure'],
    ['invalid_scope', 400, 'configure'],
    ['invalid_request', 400, 'ours'],
    ['unsupported_grant_type', 400, 'ours'],
    ['temporarily_unavailable', 400, 'wait'],
    ['interaction_required', 400, 'reconnect'],
    ['rate_limit_exceeded', 403, 'wait'],
    ['never_heard_of', 400, 'configure'],
    ['constructor', 400, 'configure'],
    ['invalid_grant', 500, 'wait'],
    ['invalid_grant', 429, 'wait'],
    ['invalid_grant', 200, 'reconnect'],
  ])('%s with status %i: %s', async (code, status, remedy) => {
    server.reply(json({ error: code }, status));
    const failure = await failureOf(endpoint.request(request()));
    expect(failure).toMatchObject({
      code: 'token-refused',
      remedy,
      facts: { vendorCode: code, httpStatus: status, sent: true },
    });
  });

  it.each<[number, string, Remedy]>([
    [500, 'oops', 'wait'],
    [503, '<html>Maintenance</html>', 'wait'],
    [429, 'slow down', 'wait'],
    [401, 'Invalid request', 'configure'],
    [403, '', 'wait'],
    [403, '<html>Access denied</html>', 'wait'],
    [404, '<html>Not here</html>', 'configure'],
    [302, '', 'configure'],
    [400, '["error"]', 'configure'],
  ])('status %i with the body "%s": %s', async (status, body, remedy) => {
    server.reply(text(body, status, { location: 'https://evil.test/' }));
    expect(await failureOf(endpoint.request(request()))).toMatchObject({ code: 'token-refused', remedy });
  });

  it('lets a connector overrule the table by code and by status', async () => {
    const facts = { judgements: { invalid_grant: 'configure' }, statusJudgements: { 404: 'wait' } } as const;
    server.reply(json({ error: 'invalid_grant' }, 400));
    expect((await failureOf(endpoint.request(request({ facts })))).remedy).toBe('configure');
    server.reply(text('nothing', 404));
    expect((await failureOf(endpoint.request(request({ facts })))).remedy).toBe('wait');
  });

  it.each([
    ['7', 7_000],
    ['Fri, 20 Nov 2026 12:01:30 GMT', 90_000],
    ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['soon', undefined],
  ])('reads Retry-After "%s" as %s ms', async (header, expected) => {
    server.reply(text('', 503, { 'retry-after': header }));
    expect((await failureOf(endpoint.request(request()))).retryAfterMs).toBe(expected);
  });

  it.each([
    ['a page', (r: import('node:http').ServerResponse) => r.end('<html>Sign in</html>')],
    ['nothing', json('')],
    ['no token', json({ token_type: 'bearer' })],
    ['a number for a token', json({ access_token: 7 })],
    ['an empty token', json({ access_token: '' })],
    ['a token with a line break', json({ access_token: 'a\r\nx: y' })],
    ['another type of token', json({ access_token: 'a', token_type: 'mac' })],
    ['a list', json([{ access_token: 'a' }])],
    ['null', json(null)],
  ])('takes no token from a success with %s', async (_what, reply) => {
    server.reply(reply);
    const failure = await failureOf(endpoint.request(request()));
    expect(failure).toMatchObject({ code: 'token-answer-unusable', remedy: 'wait', facts: { sent: true } });
  });

  it('stops reading a huge answer', async () => {
    server.reply(json({ access_token: 'a'.repeat(1_000_000) }));
    expect((await failureOf(endpoint.request(request()))).code).toBe('token-answer-unusable');
  });

  it.each([
    ['lost', loseAnswer, 'answer-lost', {}],
    ['broken', breakBody, 'answer-lost', {}],
    ['late', staySilent, 'vendor-timeout', { vendorTimeoutMs: 2_000 }],
  ])('tells a %s answer from one that was never asked for, and asks once', async (...[_what, reply, code, more]) => {
    server.reply(reply);
    const failure = await failureOf(endpointThat(more).request(request()));
    expect(failure).toMatchObject({ code, remedy: 'wait', facts: { sent: true } });
    expect(server.received).toHaveLength(1);
  });

  it.each([
    [`token ${CANARY} is expired`],
    [`token ${encodeURIComponent(CANARY)} is expired`],
    [`secret hush-hush is wrong`],
    [`line\nbreak`],
    ['x'.repeat(301)],
  ])('keeps the vendor message "%s" to itself', async (description) => {
    server.reply(json({ error: 'invalid_grant', error_description: description }, 400));
    const client = { id: 'me', secret: new Secret('hush-hush'), sentIn: 'basic-header' } as const;
    const failure = await failureOf(endpoint.request(request({ client })));
    expect(failure.facts.vendorMessage).toBeUndefined();
    expect(JSON.stringify([failure.message, failure.facts, String(failure.cause)])).not.toContain('canary');
  });

  it('hands on a harmless message, and never the raw body', async () => {
    server.reply(json({ error: 'invalid_grant', error_description: 'token expired', trace: 'inner' }, 400));
    const failure = await failureOf(endpoint.request(request()));
    expect(failure.facts.vendorMessage).toBe('token expired');
    expect(failure.message).not.toContain('inner');
  });

  it('form-encodes id and secret before they enter the Basic header, and sends them there alone', async () => {
    server.reply(json({ access_token: 'a' }));
    const client = { id: 'a:b c', secret: new Secret('p%+&ä'), sentIn: 'basic-header' } as const;
    await endpoint.request(request({ client }));
    const [received] = server.received;
    const [kind, pair = ''] = received?.headers.authorization?.split(' ') ?? [];
    expect([kind, Buffer.from(pair, 'base64').toString()]).toEqual(['Basic', 'a%3Ab+c:p%25%2B%26%C3%A4']);
    expect(received?.body).not.toContain('client_');
  });

  it('sends the client in the body alone when the vendor wants it there', async () => {
    server.reply(json({ access_token: 'a' }));
    await endpoint.request(request({ client: { id: 'me', secret: new Secret('x&y'), sentIn: 'body' } }));
    const [received] = server.received;
    expect(received?.headers).not.toHaveProperty('authorization');
    expect(Object.fromEntries(new URLSearchParams(received?.body))).toMatchObject({
      client_id: 'me',
      client_secret: 'x&y',
      refresh_token: CANARY,
    });
  });
});
