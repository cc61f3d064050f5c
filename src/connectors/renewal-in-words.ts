import type { RenewalFacts, Span } from './contract/renewal-facts.js';
import type { SchemeKind } from './contract/scheme.js';

const ROTATION: Readonly<Record<RenewalFacts['rotatesRefreshToken'], string>> = {
  never: 'The refresh token stays the same when a token is renewed.',
  optional: 'A renewal may bring a new refresh token; the one before it is then spent.',
  always: 'Each renewal brings a new refresh token; the one before it is then spent.',
};

/** The fields alone bring the next token. */
const NO_REFRESH_TOKEN: ReadonlySet<SchemeKind> = new Set(['client-credentials', 'jwt-bearer']);

const UNITS = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

/** The physics of a method's tokens for people, one sentence each: for forms and for the pages of the documentation. */
export function renewalInWords(facts: RenewalFacts, scheme: SchemeKind): readonly string[] {
  const { accessLifetime, refreshLifetime, refreshIdle, earliestRenewalSeconds, replayWindowSeconds, grantCap } = facts;
  return [
    accessLifetime && `An issued token works for ${spanInWords(accessLifetime)}.`,
    earliestRenewalSeconds && `It is renewed no earlier than ${timeInWords(earliestRenewalSeconds)} after its issue.`,
    refreshTokenInWords(facts, scheme),
    facts.oldStaysValid && 'A spent refresh token still works.',
    replayWindowSeconds && `A lost answer can be asked for again within ${timeInWords(replayWindowSeconds)}.`,
    refreshLifetime && lifetimeInWords(refreshLifetime),
    refreshIdle && `A connection that is not renewed for ${spanInWords(refreshIdle)} ends; it can be kept alive.`,
    grantCap && `The vendor keeps ${grantCap} connections of one user and app; one more ends the oldest.`,
  ].filter((sentence): sentence is string => typeof sentence === 'string');
}

function refreshTokenInWords({ issuesRefreshToken, rotatesRefreshToken }: RenewalFacts, scheme: SchemeKind): string {
  if (NO_REFRESH_TOKEN.has(scheme)) return 'There is no refresh token: a renewal is a new exchange.';
  if (scheme === 'token-exchange')
    return 'A renewal uses the refresh token, if the vendor gave one, or exchanges afresh.';
  if (issuesRefreshToken === false)
    return 'There is no refresh token: when a token ends, a person has to consent again.';
  return ROTATION[rotatesRefreshToken];
}

function lifetimeInWords(lifetime: NonNullable<RenewalFacts['refreshLifetime']>): string {
  const span = spanInWords(lifetime);
  return lifetime.from === 'consent'
    ? `A person has to consent again ${span} after the consent, however much the connection is used.`
    : `A refresh token lives for ${span}; each renewal begins it anew.`;
}

function spanInWords({ seconds, isSetting }: Span): string {
  return isSetting ? `${timeInWords(seconds)} (unless set otherwise at the vendor)` : timeInWords(seconds);
}

/** The largest unit that fits without a rest: 5400 is 90 minutes. */
function timeInWords(seconds: number): string {
  const [size, unit] = UNITS.find(([each]) => seconds >= each && seconds % each === 0) ?? [1, 'second'];
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
