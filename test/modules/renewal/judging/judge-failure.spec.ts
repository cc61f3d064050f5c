import { describe, expect, it } from '@jest/globals';
import type { RenewalFacts } from '../../../../src/connectors/contract/renewal-facts.js';
import { BrokerError, type Remedy } from '../../../../src/kernel/broker.error.js';
import { type FailedRenewal, judgeFailure } from '../../../../src/modules/renewal/judging/judge-failure.js';
import { AccessToken } from '../../../../src/modules/tokens/access-token.entity.js';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

const ROTATING: Required<FailedRenewal['method']> = {
  scheme: {
    kind: 'authorization-code',
    client: () => ({ id: 'id', sentIn: 'body' }),
    authorizeUrl: () => 'https://vendor.example/authorize',
    tokenUrl: () => 'https://vendor.example/token',
    scopes: [],
    pkce: 'S256',
    redirectUriLabel: 'Redirect URI',
  },
  renewal: { rates: ['disabled'], defaultRate: 'disabled', rotatesRefreshToken: 'always' },
};
const renewing = (more: Partial<RenewalFacts>): FailedRenewal['method'] => ({
  ...ROTATING,
  renewal: { ...ROTATING.renewal, ...more },
});

function failure(remedy: Remedy, facts: Record<string, boolean> = {}, code = 'it-failed'): BrokerError {
  return new BrokerError({ code, remedy, status: 502, message: 'It failed.', facts });
}

const ANSWER_LOST = failure('wait', { sent: true }, 'answer-lost');

interface Case {
  readonly error?: unknown;
  readonly method?: FailedRenewal['method'];
  readonly token?: Partial<AccessToken>;
  readonly since?: Date;
}

const DOUBTS: [string, Case, string][] = [
  ['a lost answer of a rotating vendor', { error: ANSWER_LOST }, 'in-doubt'],
  [
    'a lost answer where rotation is a setting',
    { error: ANSWER_LOST, method: renewing({ rotatesRefreshToken: 'optional' }) },
    'in-doubt',
  ],
  [
    'a lost answer without a replay window',
    { error: ANSWER_LOST, method: renewing({ replayWindowSeconds: 0 }) },
    'in-doubt',
  ],
  [
    'a lost answer inside a replay window',
    { error: ANSWER_LOST, method: renewing({ replayWindowSeconds: 30 }) },
    'connected',
  ],
  [
    'a lost answer after the replay window',
    { error: ANSWER_LOST, method: renewing({ replayWindowSeconds: 30 }), since: at(-30) },
    'in-doubt',
  ],
  [
    'a lost answer where the old refresh token stays valid',
    { error: ANSWER_LOST, method: renewing({ oldStaysValid: true }) },
    'connected',
  ],
  [
    'a lost answer where the refresh token never changes',
    { error: ANSWER_LOST, method: renewing({ rotatesRefreshToken: 'never' }) },
    'connected',
  ],
  [
    'a lost answer where key and secret bring a token anyway',
    {
      error: ANSWER_LOST,
      method: {
        ...ROTATING,
        scheme: { kind: 'key-exchange', issue: () => ({ url: '', body: {} }), answer: { accessToken: 'token' } },
      },
    },
    'connected',
  ],
  ['a request that never left', { error: failure('wait', { sent: false }, 'vendor-unreachable') }, 'connected'],
  ['a vendor that answered "not now"', { error: failure('wait', { sent: true }, 'token-refused') }, 'connected'],
  [
    'a yes that leads to a foreign host',
    { error: failure('configure', { sent: true }, 'base-url-refused') },
    'in-doubt',
  ],
  ['a yes that nobody can read', { error: failure('wait', { sent: true }, 'token-answer-unusable') }, 'in-doubt'],
];

function judge({ error = failure('wait'), method = ROTATING, token = {}, since = NOW }: Case) {
  const row = Object.assign(new AccessToken(), {
    ...{ id: 'tok_1', name: 'Dropbox', connector: 'dropbox', method: 'oauth2', plainFields: {}, secretKeys: [] },
    state: 'connected',
    failures: 0,
    expiresAt: at(60),
    nextRenewalAt: at(0),
    ...token,
  });
  return judgeFailure({ token: row, method, error, now: NOW, random: 1, since });
}

describe('A failed renewal', () => {
  it.each([
    ['reconnect', 'needs-reconnect', 'refused'],
    ['configure', 'needs-configuration', 'refused'],
    ['fix-request', 'needs-configuration', 'failed'],
    ['in-doubt', 'in-doubt', 'in-doubt'],
    ['wait', 'connected', 'failed'],
    ['ours', 'connected', 'failed'],
  ] as const)('with remedy %s makes a token that still works %s', (remedy, state, outcome) => {
    const judged = judge({ error: failure(remedy) });
    expect(judged).toMatchObject({ outcome, change: { state, failures: 1, lastFailureAt: NOW } });
    expect(judged.change.stateReason).toEqual({ code: 'it-failed', message: 'It failed.', remedy });
  });

  it('makes an expired token unreachable when the cause passes', () => {
    expect(judge({ token: { expiresAt: at(0) } }).change).toMatchObject({ state: 'unreachable', stateSince: NOW });
  });

  it('does not call a token connected that was not', () => {
    expect(judge({ token: { state: 'unreachable' } }).change.state).toBe('unreachable');
  });

  it.each(['needs-reconnect', 'needs-configuration'] as const)(
    'leaves a token that %s as it is when the vendor cannot be asked: nobody but a person tries it again',
    (state) => {
      const stateReason = { code: 'refused', message: 'It was refused.', remedy: 'reconnect' } as const;
      const { change } = judge({ token: { state, stateReason } });
      expect(change).toMatchObject({ state, stateReason, retryAt: null, nextRenewalAt: null });
    },
  );

  it('keeps the time since when the state did not change', () => {
    expect(judge({}).change).not.toHaveProperty('stateSince');
  });

  it('is tried again after a wait that grows, and by the clock only if the clock renews this token', () => {
    expect(judge({}).change).toMatchObject({ retryAt: at(5), nextRenewalAt: at(5) });
    expect(judge({ token: { failures: 3 } }).change).toMatchObject({ failures: 4, retryAt: at(40) });
    expect(judge({ token: { nextRenewalAt: null } }).change).toMatchObject({ retryAt: at(5), nextRenewalAt: null });
  });

  it('is not tried again by itself when a person must act', () => {
    expect(judge({ error: failure('reconnect') }).change).toMatchObject({ retryAt: null, nextRenewalAt: null });
  });

  it('for a reason that is no known error is ours, and tells nothing of it', () => {
    const { error } = judge({ error: new Error('secret detail') });
    expect(error).toMatchObject({ code: 'renewal-failed', remedy: 'ours' });
    expect(error.message).not.toContain('secret detail');
  });

  it('by a lost answer is asked for again at once inside the replay window, also where the clock is disabled', () => {
    const method = renewing({ replayWindowSeconds: 30 });
    const judged = judge({ error: ANSWER_LOST, method, token: { nextRenewalAt: null } });
    expect(judged).toMatchObject({ outcome: 'in-doubt', change: { retryAt: at(1), nextRenewalAt: at(1) } });
  });

  it.each(DOUBTS)('by %s leaves the token rightly in or out of doubt', (_what, failed, state) => {
    expect(judge(failed).change.state).toBe(state);
  });
});
