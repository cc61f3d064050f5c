import { request } from 'node:http';
import { redoxAccounts } from '../../sandbox/redox/accounts.js';
import { fingerprint } from '../../sandbox/stage/credential.js';
import { eventually } from '../support/eventually.js';
import { bearer, bodyOf, Playhouse } from './playhouse.js';

const HOST = 'api.redoxengine.com';
const { apiKey, secret } = redoxAccounts.legacyKey;
/** Longer than any machine takes for what is done meanwhile; nobody waits for its end. Milliseconds. */
const HELD = 60_000;

describe('moods', () => {
  let house: Playhouse;
  beforeEach(async () => {
    house = await Playhouse.open('redox');
  });
  afterEach(() => house.close());

  const authenticate = () => house.json(`${HOST}/auth/authenticate`, { apiKey, secret });
  const refresh = (refreshToken: unknown) => house.json(`${HOST}/auth/refreshToken`, { apiKey, refreshToken });
  const send = (token: unknown) =>
    house.json(
      `${HOST}/endpoint`,
      { Meta: { DataModel: 'Notes', EventType: 'New', Destinations: [{ ID: 'x' }] } },
      bearer(token),
    );
  const connect = async () => bodyOf(await authenticate());
  /** The calls that a slow mood holds, once there are any. */
  const heldCalls = () =>
    eventually(async () => {
      const { calls } = await house.control('GET', 'waiting');
      return Array.isArray(calls) && calls.length > 0 && calls;
    });
  const letGo = () => house.control('DELETE', 'waiting');

  it('rotates: a new refresh token each time, the old one refused, the grant alive', async () => {
    await house.mood({ kind: 'rotates' });
    const first = await connect();
    const second = await bodyOf(await refresh(first.refreshToken));
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect((await refresh(first.refreshToken)).status).toBe(401);
    expect((await refresh(second.refreshToken)).status).toBe(200);
  });

  it('rotates-with-reuse-detection: a reuse ends the whole family', async () => {
    await house.mood({ kind: 'rotates-with-reuse-detection' });
    const first = await connect();
    const second = await bodyOf(await refresh(first.refreshToken));
    expect((await refresh(first.refreshToken)).status).toBe(401);
    expect((await refresh(second.refreshToken)).status).toBe(401);
    expect((await send(second.accessToken)).status).toBe(401);
  });

  it('replay-window: the old token brings its successor again, until the window closes or the successor is used', async () => {
    await house.mood({ kind: 'replay-window', seconds: 10 });
    const first = await connect();
    const second = await bodyOf(await refresh(first.refreshToken));
    const replayed = await bodyOf(await refresh(first.refreshToken));
    expect(replayed.refreshToken).toBe(second.refreshToken);
    expect(replayed.accessToken).not.toBe(second.accessToken);
    const other = await connect();
    await refresh(other.refreshToken);
    await house.aheadBy(11);
    expect((await refresh(other.refreshToken)).status).toBe(401);
    const third = await bodyOf(await refresh(second.refreshToken));
    expect((await refresh(first.refreshToken)).status).toBe(401);
    expect((await refresh(third.refreshToken)).status).toBe(401);
  });

  it('access-token-lifetime: tokens die when they are told to', async () => {
    await house.mood({ kind: 'access-token-lifetime', seconds: 60 });
    const { accessToken, expires } = await connect();
    expect(Date.parse(String(expires)) - Date.now()).toBeLessThanOrEqual(60_000);
    expect((await send(accessToken)).status).toBe(200);
    await house.aheadBy(61);
    expect((await send(accessToken)).status).toBe(401);
  });

  it('slow: waits before it answers, and only where it was told to', async () => {
    await house.mood({ kind: 'slow', ms: 300, endpoint: 'authenticate' });
    const start = performance.now();
    const { accessToken, refreshToken } = await connect();
    expect(performance.now() - start).toBeGreaterThanOrEqual(295);
    await house.mood({ kind: 'slow', ms: HELD, endpoint: 'refreshToken' });
    const held = refresh(refreshToken);
    await heldCalls();
    expect((await send(accessToken)).status).toBe(200);
    expect(await heldCalls()).toHaveLength(1);
    await letGo();
    expect((await held).status).toBe(200);
  });

  it.each([
    { kind: 'slow', isDone: false },
    { kind: 'slow-answer', isDone: true },
  ])('$kind: shows whether the work of a call that it holds is done', async ({ kind, isDone }) => {
    const { refreshToken } = await connect();
    await house.mood({ kind, ms: HELD, endpoint: 'refreshToken' });
    const held = refresh(refreshToken);
    expect(await heldCalls()).toEqual([{ endpoint: 'refreshToken', isDone }]);
    await letGo();
    expect((await held).status).toBe(200);
    expect((await house.control('GET', 'waiting')).calls).toEqual([]);
  });

  it('slow: is refused by the mood of its arrival, whoever comes meanwhile', async () => {
    const { refreshToken } = await connect();
    await house.mood(
      { kind: 'slow', ms: HELD, endpoint: 'refreshToken', times: 1 },
      { kind: 'server-errors', endpoint: 'refreshToken', times: 1 },
    );
    const slow = refresh(refreshToken);
    await heldCalls();
    expect((await refresh(refreshToken)).status).toBe(200);
    await letGo();
    expect((await slow).status).toBe(500);
  });

  it('refuses, in the shape of the vendor', async () => {
    await house.mood(
      { kind: 'refuses', error: 'invalid_client', status: 401, endpoint: 'token' },
      { kind: 'refuses', error: 'x', endpoint: 'authenticate' },
    );
    const json = await house.form(`${HOST}/v2/auth/token`, {});
    expect([json.status, await json.json()]).toEqual([
      401,
      { error: 'invalid_client', error_description: 'invalid_client' },
    ]);
    const text = await authenticate();
    expect([text.status, await text.text()]).toEqual([401, 'Invalid request']);
  });

  it('loses-answer: does the work and drops the connection', async () => {
    await house.mood({ kind: 'rotates' }, { kind: 'loses-answer', endpoint: 'refreshToken', times: 1 });
    const { refreshToken } = await connect();
    await expect(refresh(refreshToken)).rejects.toThrow();
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await house.journal('refreshToken')).map(({ status, moods }) => ({ status, moods }))).toEqual([
      { status: 0, moods: ['loses-answer'] },
      { status: 401, moods: undefined },
    ]);
  });

  it('resets-mid-body: begins an answer and breaks it off', async () => {
    await house.mood({ kind: 'resets-mid-body', times: 1 });
    const broken = await authenticate();
    expect(broken.status).toBe(200);
    await expect(broken.text()).rejects.toThrow();
    expect((await authenticate()).status).toBe(200);
  });

  it('throttles as the vendor does, with Retry-After when told', async () => {
    await house.mood({ kind: 'throttles', times: 1 }, { kind: 'throttles', seconds: 7, times: 1 });
    const first = await authenticate();
    expect([first.status, first.headers.get('x-ratelimit-limit'), first.headers.get('retry-after')]).toEqual([
      429,
      '10000',
      null,
    ]);
    expect((await authenticate()).headers.get('retry-after')).toBe('7');
    expect((await authenticate()).status).toBe(200);
  });

  it('server-errors: breaks down without doing the work', async () => {
    await house.mood({ kind: 'rotates' }, { kind: 'server-errors', status: 502, endpoint: 'refreshToken', times: 1 });
    const { refreshToken } = await connect();
    expect((await refresh(refreshToken)).status).toBe(502);
    expect((await refresh(refreshToken)).status).toBe(200);
  });

  it('revokes: the grant of the next credential dies first', async () => {
    const { accessToken, refreshToken } = await connect();
    await house.mood({ kind: 'revokes', endpoint: 'endpoint', times: 1 });
    expect((await send(accessToken)).status).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  it.each([
    [[{ kind: 'angry' }], 'is no mood'],
    [[{ kind: 'slow' }], 'needs "ms"'],
    [[{ kind: 'slow', ms: '5' }], 'needs "ms"'],
    [[{ kind: 'rotates', seconds: 5 }], 'takes no "seconds"'],
    ['text', 'Send a list'],
  ])('refuses %j with a sentence, and keeps the moods it had', async (moods, sentence) => {
    await house.mood({ kind: 'rotates' });
    expect((await house.control('PUT', 'moods', moods)).error).toContain(sentence);
    expect((await house.control('GET', 'moods')).moods).toEqual([{ kind: 'rotates' }]);
  });

  it('keeps a journal without credentials, by endpoint, until it is cleared', async () => {
    const { accessToken } = await connect();
    await send(accessToken);
    const [entry] = await house.journal('endpoint');
    expect(entry).toMatchObject({
      method: 'POST',
      host: HOST,
      path: '/endpoint',
      status: 200,
      credential: fingerprint(String(accessToken)),
    });
    expect(JSON.stringify(await house.control('GET', 'journal'))).not.toContain(String(accessToken));
    await house.control('DELETE', 'journal');
    expect(await house.control('GET', 'journal')).toEqual({ calls: [] });
  });

  it('revokes at the control door: one credential, a client, everything', async () => {
    const [one, two] = [await connect(), await connect()];
    expect(await house.control('POST', 'revoke', { credential: one.refreshToken })).toEqual({ revoked: 1 });
    expect([(await send(one.accessToken)).status, (await send(two.accessToken)).status]).toEqual([401, 200]);
    expect(await house.control('POST', 'revoke', { client: apiKey })).toEqual({ revoked: 1 });
    expect((await house.control('POST', 'revoke', {})).error).toContain('Say what to revoke');
    await connect();
    expect(await house.control('POST', 'revoke', { all: true })).toEqual({ revoked: 1 });
  });

  it('does not open the control door to web pages', async () => {
    const answer = await house.call('GET', '_sandbox/accounts', { headers: { origin: 'https://evil.example' } });
    expect(answer.status).toBe(403);
  });

  it('knows a request by its Host header when the path names no host, and says so when neither does', async () => {
    const lost = await fetch(`${house.url}/auth/authenticate`, { method: 'POST' });
    expect([lost.status, await lost.text()]).toEqual([
      404,
      expect.stringContaining("Put the vendor's host first in the path"),
    ]);
    const found = await new Promise<number | undefined>((resolve, reject) => {
      request(`${house.url}/auth/authenticate`, { method: 'POST', headers: { host: HOST } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(found).toBe(401);
  });
});
