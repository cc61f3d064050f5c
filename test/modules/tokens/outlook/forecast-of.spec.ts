import type { RenewalFacts } from '../../../../src/connectors/contract/renewal-facts.js';
import { type ForecastSubject, forecastOf } from '../../../../src/modules/tokens/outlook/forecast-of.js';
import { type OutlookSubject, outlookOf } from '../../../../src/modules/tokens/outlook/outlook-of.js';

const DAY = 86_400;
const START = new Date('2026-11-01T00:00:00.000Z');
const day = (days: number) => new Date(START.getTime() + days * DAY * 1_000);

const CONNECTED: ForecastSubject = {
  state: 'connected',
  stateSince: START,
  stateReason: null,
  renewalRate: 'disabled',
  issuedAt: START,
  expiresAt: day(0.1),
  lastRenewalAt: null,
  consentedAt: START,
  hasRefreshToken: true,
  keepAlive: false,
  credentialExpiresAt: null,
  certificateExpiresAt: null,
  secretsChangedAt: START,
};
const FACTS: RenewalFacts = { rates: ['disabled'], defaultRate: 'disabled', rotatesRefreshToken: 'never' };
const WEEKLY: RenewalFacts = { ...FACTS, refreshLifetime: { seconds: 7 * DAY, from: 'consent' } };
const SLIDING: RenewalFacts = { ...FACTS, refreshLifetime: { seconds: 20 * DAY, from: 'renewal' } };
const IDLE: RenewalFacts = { ...FACTS, refreshIdle: { seconds: 30 * DAY, isSetting: true } };

const briefly = (token: Partial<ForecastSubject>, facts: RenewalFacts | undefined) =>
  forecastOf({ ...CONNECTED, ...token }, facts).map(({ kind, at, isCertain }) => [kind, at, isCertain]);

describe('The forecast of a token', () => {
  it.each<[string, Partial<ForecastSubject>, RenewalFacts | undefined, unknown[]]>([
    ['is empty when the vendor states no end', {}, FACTS, []],
    ['is empty when nothing is issued', { issuedAt: null, consentedAt: null, hasRefreshToken: null }, undefined, []],
    [
      'ends with the consent, whatever the rate',
      { renewalRate: 'every-hour' },
      WEEKLY,
      [['consent-ends', day(7), true]],
    ],
    [
      'ends with the consent, whatever was renewed since',
      { lastRenewalAt: day(5) },
      WEEKLY,
      [['consent-ends', day(7), true]],
    ],
    [
      'is less certain where the span is a setting',
      {},
      { ...WEEKLY, refreshLifetime: { seconds: 7 * DAY, from: 'consent', isSetting: true } },
      [['consent-ends', day(7), false]],
    ],
    ['dies of idleness, unless used', {}, IDLE, [['dies-of-idleness', day(30), false]]],
    ['counts idleness from the last renewal', { lastRenewalAt: day(12) }, IDLE, [['dies-of-idleness', day(42), false]]],
    [
      'counts idleness from a consent that came after a renewal',
      { issuedAt: day(3), lastRenewalAt: day(2) },
      IDLE,
      [['dies-of-idleness', day(33), false]],
    ],
    [
      'takes a lifetime that each renewal begins anew for idleness',
      {},
      SLIDING,
      [['dies-of-idleness', day(20), false]],
    ],
    [
      'counts the shorter of two such spans',
      {},
      { ...IDLE, ...SLIDING, refreshIdle: { seconds: 30 * DAY } },
      [['dies-of-idleness', day(20), false]],
    ],
    ['knows no idleness while the clock renews by its rate', { renewalRate: 'every-hour' }, IDLE, []],
    ['knows no idleness of what is kept alive', { keepAlive: true }, IDLE, []],
    ['knows no idleness where nobody consented', { consentedAt: null }, IDLE, []],
    [
      'ends with the access when no refresh token came',
      { hasRefreshToken: false },
      FACTS,
      [['access-ends', day(0.1), true]],
    ],
    [
      'counts no idleness of a refresh token that there is not',
      { hasRefreshToken: false },
      IDLE,
      [['access-ends', day(0.1), true]],
    ],
    [
      'is not certain of an expiry that the vendor does not state',
      { hasRefreshToken: false },
      { ...FACTS, accessLifetime: { seconds: 7_200, isSetting: true } },
      [['access-ends', day(0.1), false]],
    ],
    ['ends nothing when what was issued does not expire', { hasRefreshToken: false, expiresAt: null }, FACTS, []],
    ['knows nothing of rows that are older than the column', { hasRefreshToken: null }, FACTS, []],
    [
      'tells the date that was typed in',
      { credentialExpiresAt: day(90) },
      FACTS,
      [['credential-expires', day(90), true]],
    ],
    [
      'tells the end of a certificate',
      { certificateExpiresAt: day(60) },
      undefined,
      [['certificate-expires', day(60), true]],
    ],
    [
      'has the earliest first',
      { credentialExpiresAt: day(90), certificateExpiresAt: day(3) },
      WEEKLY,
      [
        ['certificate-expires', day(3), true],
        ['consent-ends', day(7), true],
        ['credential-expires', day(90), true],
      ],
    ],
    [
      'begins with what needs a person now, and drops what is the past of a dead grant',
      { state: 'needs-reconnect', stateSince: day(2), credentialExpiresAt: day(90) },
      IDLE,
      [
        ['needs-person', day(2), true],
        ['credential-expires', day(90), true],
      ],
    ],
    ['needs nobody while a vendor is away', { state: 'unreachable' }, FACTS, []],
  ])('%s', (...[, token, facts, entries]) => {
    expect(briefly(token, facts)).toEqual(entries);
  });

  it('offers to keep alive only what dies of idleness', () => {
    const entries = forecastOf(
      { ...CONNECTED, credentialExpiresAt: day(9) },
      { ...WEEKLY, ...IDLE, refreshLifetime: WEEKLY.refreshLifetime ?? { seconds: 1, from: 'consent' } },
    );
    expect(entries.map(({ kind, isPreventable }) => [kind, isPreventable])).toEqual([
      ['consent-ends', false],
      ['credential-expires', false],
      ['dies-of-idleness', true],
    ]);
  });

  it('says who must act', () => {
    const reason = { code: 'token-refused', message: 'The vendor refused the secret.', remedy: 'configure' as const };
    const [now] = forecastOf({ ...CONNECTED, state: 'needs-configuration', stateReason: reason }, FACTS);
    expect(now).toMatchObject({ remedy: 'configure', message: 'The vendor refused the secret.' });
    expect(forecastOf(CONNECTED, WEEKLY)[0]).toMatchObject({ remedy: 'reconnect' });
  });
});

describe('The columns that follow from a row', () => {
  const row: OutlookSubject = {
    ...CONNECTED,
    id: 'tok_1',
    nextRenewalAt: null,
    remindDays: 15,
    notices: null,
    disabledAt: null,
  };

  it('hold the earliest need of a person', () => {
    expect(outlookOf({ ...row, credentialExpiresAt: day(3) }, WEEKLY)).toMatchObject({
      needsPersonAt: day(3),
      needsPersonCause: 'credential-expires',
    });
    expect(outlookOf(row, FACTS)).toMatchObject({ needsPersonAt: null, needsPersonCause: null, nextNoticeAt: null });
  });

  it('let the clock keep alive what would die of idleness, well before it does', () => {
    const { nextRenewalAt } = outlookOf({ ...row, keepAlive: true, lastRenewalAt: day(10) }, IDLE);
    expect(nextRenewalAt?.getTime()).toBeGreaterThanOrEqual(day(10 + 30 * 0.4).getTime());
    expect(nextRenewalAt?.getTime()).toBeLessThanOrEqual(day(10 + 30 * 0.5).getTime());
  });

  it.each<[string, Partial<OutlookSubject>, RenewalFacts]>([
    ['nobody asked for it', {}, IDLE],
    ['nothing dies of idleness', { keepAlive: true }, WEEKLY],
    ['there is no refresh token', { keepAlive: true, hasRefreshToken: false }, IDLE],
    ['only a person can bring it back', { keepAlive: true, state: 'needs-reconnect' }, IDLE],
    ['it is switched off', { keepAlive: true, disabledAt: START, nextRenewalAt: day(1) }, IDLE],
  ])('plan no renewal for its own sake when %s', (_why, token, facts) => {
    expect(outlookOf({ ...row, ...token }, facts).nextRenewalAt).toBeNull();
  });

  it('leave a renewal that is planned anyway where it is', () => {
    expect(outlookOf({ ...row, keepAlive: true, nextRenewalAt: day(1) }, IDLE).nextRenewalAt).toEqual(day(1));
  });
});
