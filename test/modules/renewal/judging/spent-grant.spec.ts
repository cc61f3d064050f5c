import { describe, expect, it } from '@jest/globals';
import type { Method } from '../../../../src/connectors/contract/connector.js';
import type { RenewalFacts } from '../../../../src/connectors/contract/renewal-facts.js';
import { BrokerError } from '../../../../src/kernel/broker.error.js';
import { isAnswerUnknown, maySendAgain, maySpendGrant } from '../../../../src/modules/renewal/judging/spent-grant.js';

type Physics = Pick<Method, 'scheme' | 'renewal'>;

const scheme: Physics['scheme'] = {
  kind: 'authorization-code',
  client: () => ({ id: 'id', sentIn: 'body' }),
  authorizeUrl: () => 'https://vendor.example/authorize',
  tokenUrl: () => 'https://vendor.example/token',
  scopes: [],
  pkce: 'S256',
  redirectUriLabel: 'Redirect URI',
};
const exchange: Physics['scheme'] = { kind: 'key-exchange', issue: () => ({ url: '', body: {} }) };
const facts = (more: Partial<RenewalFacts>): RenewalFacts => ({
  rates: ['disabled'],
  defaultRate: 'disabled',
  rotatesRefreshToken: 'always',
  ...more,
});

const SINCE = new Date('2026-11-20T12:00:00.000Z');
const after = (seconds: number) => ({ since: SINCE, now: new Date(SINCE.getTime() + seconds * 1_000) });

const METHODS: [string, Physics, { spends: boolean; againAfter: [number, boolean][] }][] = [
  ['rotating', { scheme, renewal: facts({}) }, { spends: true, againAfter: [[0, false]] }],
  [
    'rotating by a setting',
    { scheme, renewal: facts({ rotatesRefreshToken: 'optional' }) },
    { spends: true, againAfter: [[0, false]] },
  ],
  [
    'rotating with a replay window of 30 seconds',
    { scheme, renewal: facts({ replayWindowSeconds: 30 }) },
    {
      spends: true,
      againAfter: [
        [-3_600, false],
        [0, true],
        [26.9, true],
        [27, false],
        [30, false],
      ],
    },
  ],
  [
    'rotating without ending the old one',
    { scheme, renewal: facts({ oldStaysValid: true }) },
    { spends: false, againAfter: [[9_999, true]] },
  ],
  [
    'static',
    { scheme, renewal: facts({ rotatesRefreshToken: 'never' }) },
    { spends: false, againAfter: [[9_999, true]] },
  ],
  ['by key and secret', { scheme: exchange, renewal: facts({}) }, { spends: false, againAfter: [[9_999, true]] }],
];

describe('A refresh token', () => {
  it.each(METHODS)(
    'that is %s may be sent again only as the vendor allows, with time for the way',
    (_kind, method, expected) => {
      expect(maySpendGrant(method)).toBe(expected.spends);
      for (const [seconds, allowed] of expected.againAfter) expect(maySendAgain(method, after(seconds))).toBe(allowed);
    },
  );
});

describe('What the vendor did', () => {
  it.each([
    ['answer-lost', true, true],
    ['vendor-timeout', true, true],
    ['vendor-timeout', false, false],
    ['call-cancelled', true, true],
    ['token-answer-unusable', true, true],
    ['base-url-refused', true, true],
    ['token-refused', true, false],
    ['vendor-unreachable', false, false],
    ['redirect-refused', true, false],
  ])('after %s with sent=%s is unknown: %s', (code, sent, unknown) => {
    const error = new BrokerError({ code, remedy: 'wait', status: 502, message: 'x', facts: { sent } });
    expect(isAnswerUnknown(error)).toBe(unknown);
  });
});
