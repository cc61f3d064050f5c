import type { RenewalFacts } from '../../src/connectors/contract/renewal-facts.js';
import { renewalInWords } from '../../src/connectors/renewal-in-words.js';

const WEEK = 604_800;

describe('The physics of tokens in words', () => {
  it.each<[Partial<RenewalFacts>, string]>([
    [{ accessLifetime: { seconds: 300 } }, 'An issued token works for 5 minutes.'],
    [{ accessLifetime: { seconds: 86_400 } }, 'An issued token works for 1 day.'],
    [
      { accessLifetime: { seconds: 7_200, isSetting: true } },
      'An issued token works for 2 hours (unless set otherwise at the vendor).',
    ],
    [{ earliestRenewalSeconds: 5_400 }, 'It is renewed no earlier than 90 minutes after its issue.'],
    [{ rotatesRefreshToken: 'never' }, 'The refresh token stays the same when a token is renewed.'],
    [{ issuesRefreshToken: false }, 'There is no refresh token: when a token ends, a person has to consent again.'],
    [{ rotatesRefreshToken: 'always' }, 'Each renewal brings a new refresh token; the one before it is then spent.'],
    [{ oldStaysValid: true }, 'A spent refresh token still works.'],
    [{ replayWindowSeconds: 30 }, 'A lost answer can be asked for again within 30 seconds.'],
    [
      { refreshLifetime: { seconds: WEEK, from: 'consent' } },
      'A person has to consent again 7 days after the consent, however much the connection is used.',
    ],
    [
      { refreshLifetime: { seconds: WEEK, from: 'renewal' } },
      'A refresh token lives for 7 days; each renewal begins it anew.',
    ],
    [
      { refreshIdle: { seconds: 2_592_000 } },
      'A connection that is not renewed for 30 days ends; it can be kept alive.',
    ],
    [{ grantCap: 5 }, 'The vendor keeps 5 connections of one user and app; one more ends the oldest.'],
  ])('say of %j: %s', (facts, sentence) => {
    expect(renewalInWords({ ...BARE, ...facts }, 'authorization-code')).toContain(sentence);
  });

  it('say nothing of what the vendor does not state', () => {
    expect(renewalInWords(BARE, 'authorization-code')).toHaveLength(1);
    expect(renewalInWords({ ...BARE, replayWindowSeconds: 0 }, 'authorization-code')).toHaveLength(1);
  });

  it('speak of no refresh token where there is none', () => {
    expect(renewalInWords(BARE, 'client-credentials')).toEqual([
      'There is no refresh token: a renewal is a new exchange.',
    ]);
  });

  it('tell of both ways to renew what was exchanged', () => {
    expect(renewalInWords(BARE, 'token-exchange')).toEqual([
      'A renewal uses the refresh token, if the vendor gave one, or exchanges afresh.',
    ]);
  });
});

const BARE: RenewalFacts = { rates: ['disabled'], defaultRate: 'disabled', rotatesRefreshToken: 'optional' };
