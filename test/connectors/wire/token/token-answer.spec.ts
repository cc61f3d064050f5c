import type { AnswerFacts } from '../../../../src/connectors/contract/scheme.js';
import { readTokenAnswer } from '../../../../src/connectors/wire/token/token-answer.js';
import { failureOf } from '../../../support/failure-of.js';

const ASKED_AT = new Date('2026-11-20T12:00:00.000Z');

describe('What a token answer tells', () => {
  it.each<[string, object, AnswerFacts, string | undefined, boolean]>([
    ['a lifetime', { expires_in: 3600 }, {}, '2026-11-20T13:00:00.000Z', false],
    ['a quoted lifetime', { expires_in: '3600' }, {}, '2026-11-20T13:00:00.000Z', false],
    ['none', {}, {}, undefined, false],
    ['null', { expires_in: null }, {}, undefined, false],
    ['none, where one is assumed', {}, { assumedLifetimeSeconds: 5400 }, '2026-11-20T13:30:00.000Z', true],
    [
      'a stated one beats the assumed',
      { expires_in: 60 },
      { assumedLifetimeSeconds: 5400 },
      '2026-11-20T12:01:00.000Z',
      false,
    ],
    ['nonsense', { expires_in: 'soon' }, {}, '2026-11-20T12:05:00.000Z', true],
    ['a negative one', { expires_in: -1 }, {}, '2026-11-20T12:05:00.000Z', true],
    ['zero, which would be asked for on each call', { expires_in: 0 }, {}, '2026-11-20T12:05:00.000Z', true],
    [
      'zero, where one is assumed',
      { expires_in: 0 },
      { assumedLifetimeSeconds: 5400 },
      '2026-11-20T13:30:00.000Z',
      true,
    ],
    [
      'an instant that has passed',
      { expires: '2026-11-20T11:59:00.000Z' },
      { expiresAt: 'expires' },
      '2026-11-20T12:05:00.000Z',
      true,
    ],
    ['a boundless one', { expires_in: 1e300 }, {}, '2036-11-17T12:00:00.000Z', false],
    [
      'an instant',
      { expires: '2026-11-21T00:00:00.000Z' },
      { expiresAt: 'expires' },
      '2026-11-21T00:00:00.000Z',
      false,
    ],
    ['a bad instant', { expires: 'tomorrow' }, { expiresAt: 'expires' }, '2026-11-20T12:05:00.000Z', true],
    ['another name', { ttl: 60 }, { expiresIn: 'ttl' }, '2026-11-20T12:01:00.000Z', false],
  ])('expiry from %s', (...[_what, members, facts, expiresAt, expiryAssumed]) => {
    const issued = read(members, facts);
    expect([issued.expiresAt?.toISOString(), issued.expiryAssumed]).toEqual([expiresAt, expiryAssumed]);
  });

  it.each([
    ['when it says so', String(ASKED_AT.getTime() - 1_000), '2026-11-20T11:59:59.000Z'],
    ['not in the future', String(ASKED_AT.getTime() + 60_000), '2026-11-20T12:00:00.000Z'],
    ['not days ago', '1700000000000', '2026-11-20T12:00:00.000Z'],
    ['not without a number', 'yesterday', '2026-11-20T12:00:00.000Z'],
  ])('the vendor is believed on the time of issuing: %s', (_what, issuedAt, expected) => {
    expect(read({ issued_at: issuedAt }, { issuedAtMs: 'issued_at' }).issuedAt.toISOString()).toBe(expected);
  });

  it('reads other names, and keeps what the connector asks for', () => {
    const members = { accessToken: 'at', refreshToken: 'rt', account_id: 'dbid:1', uid: 7, more: { a: 1 }, other: 'x' };
    const issued = read(members, {
      accessToken: 'accessToken',
      refreshToken: 'refreshToken',
      account: 'account_id',
      keep: ['uid', 'more', 'absent'],
    });
    expect(issued.accessToken.reveal('test')).toBe('at');
    expect(issued.refreshToken?.reveal('test')).toBe('rt');
    expect(issued).toMatchObject({ account: 'dbid:1', kept: { uid: '7' } });
    expect(Object.keys(issued.kept)).toEqual(['uid']);
  });

  it('takes a base URL below the hosts of the connector', () => {
    const issued = read({ instance_url: 'https://acme.my.vendor.test/' }, { baseUrl: 'instance_url' });
    expect(issued.baseUrl).toBe('https://acme.my.vendor.test');
  });

  it.each(['https://evil.test', 'http://acme.my.vendor.test', 'https://acme.my.vendor.test:8443', 'nonsense'])(
    'refuses the base URL %s, where the token would be sent',
    async (url) => {
      const failure = await failureOf(() => read({ instance_url: url }, { baseUrl: 'instance_url' }));
      expect(failure).toMatchObject({ code: 'base-url-refused', remedy: 'configure' });
    },
  );
});

function read(members: object, facts: AnswerFacts) {
  const body = { access_token: 'at', token_type: 'Bearer', ...members };
  const answer = { host: 'login.vendor.test', httpStatus: 200, body, askedAt: ASKED_AT, hosts: ['*.my.vendor.test'] };
  return readTokenAnswer(answer, facts);
}
