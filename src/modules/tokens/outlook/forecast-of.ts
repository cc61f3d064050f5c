import { RENEWAL_RATES, type RenewalFacts } from '../../../connectors/contract/renewal-facts.js';
import type { AccessToken } from '../access-token.entity.js';
import { needsPerson } from '../token-state.js';
import type { ForecastEntry } from './forecast-entry.js';
import { idleSpanOf } from './keep-alive.js';

export type ForecastSubject = Pick<
  AccessToken,
  | 'state'
  | 'stateSince'
  | 'stateReason'
  | 'renewalRate'
  | 'issuedAt'
  | 'expiresAt'
  | 'lastRenewalAt'
  | 'consentedAt'
  | 'hasRefreshToken'
  | 'keepAlive'
  | 'credentialExpiresAt'
  | 'certificateExpiresAt'
  | 'secretsChangedAt'
>;

type Rule = (token: ForecastSubject, facts: RenewalFacts | undefined) => ForecastEntry | undefined;

/**
 * What lies ahead of a token, by what its vendor states and by what was typed in; the earliest first. Knows no clock:
 * an entry whose time has passed is still told, because it is then the likely cause of trouble.
 */
export function forecastOf(token: ForecastSubject, facts: RenewalFacts | undefined): readonly ForecastEntry[] {
  const rules = needsPerson(token.state) ? [...NOW, ...TYPED] : [...VENDOR, ...TYPED];
  return rules.flatMap((rule) => rule(token, facts) ?? []).sort((one, other) => one.at.getTime() - other.at.getTime());
}

const needsPersonNow: Rule = ({ state, stateSince, stateReason }) => ({
  kind: 'needs-person',
  at: stateSince,
  isCertain: true,
  message: stateReason?.message ?? `The connection ${state.replace('-', ' ')}.`,
  remedy: stateReason?.remedy ?? 'reconnect',
  isPreventable: false,
  spanMs: 0,
});

/** A refresh token that dies at a date whatever is done with it (NetSuite OAuth 2.0: seven days after the consent). */
const consentEnds: Rule = ({ consentedAt, hasRefreshToken }, facts) => {
  const lifetime = facts?.refreshLifetime;
  if (!consentedAt || hasRefreshToken === false || lifetime?.from !== 'consent') return undefined;
  return {
    kind: 'consent-ends',
    ...stretch(consentedAt, lifetime.seconds),
    isCertain: !lifetime.isSetting,
    message: `The vendor ends this connection ${days(lifetime.seconds)} after the consent, however much it is used.`,
    remedy: 'reconnect',
    isPreventable: false,
  };
};

const accessEnds: Rule = ({ consentedAt, hasRefreshToken, issuedAt, expiresAt }, facts) => {
  if (!consentedAt || hasRefreshToken !== false || !issuedAt || !expiresAt) return undefined;
  return {
    kind: 'access-ends',
    at: expiresAt,
    spanMs: expiresAt.getTime() - issuedAt.getTime(),
    isCertain: !facts?.accessLifetime?.isSetting,
    message: 'The vendor sent no refresh token: when the issued token expires, nothing can renew it.',
    remedy: 'reconnect',
    isPreventable: false,
  };
};

/** Only where the clock does not renew anyway. */
const diesOfIdleness: Rule = (token, facts) => {
  const span = idleSpanOf(facts);
  const usedAt = lastRefreshOf(token);
  const isRenewed = token.keepAlive || RENEWAL_RATES[token.renewalRate].seconds !== undefined;
  if (!span || !usedAt || isRenewed || !token.consentedAt || token.hasRefreshToken === false) return undefined;
  return {
    kind: 'dies-of-idleness',
    ...stretch(usedAt, span.seconds),
    isCertain: false,
    message: `The vendor ends a connection that is not renewed for ${days(span.seconds)}. Use it, or keep it alive.`,
    remedy: 'reconnect',
    isPreventable: true,
  };
};

const credentialExpires: Rule = ({ credentialExpiresAt: at, secretsChangedAt }) =>
  at
    ? {
        kind: 'credential-expires',
        at,
        spanMs: at.getTime() - secretsChangedAt.getTime(),
        isCertain: true,
        message: 'The credential expires on the date that was typed in for it. Replace it before.',
        remedy: 'configure',
        isPreventable: false,
      }
    : undefined;

const certificateExpires: Rule = ({ certificateExpiresAt: at, secretsChangedAt }) =>
  at
    ? {
        kind: 'certificate-expires',
        at,
        spanMs: at.getTime() - secretsChangedAt.getTime(),
        isCertain: true,
        message: 'The certificate of the private key expires. Register a new one with the vendor before.',
        remedy: 'configure',
        isPreventable: false,
      }
    : undefined;

const NOW = [needsPersonNow];
const VENDOR = [consentEnds, accessEnds, diesOfIdleness];
const TYPED = [credentialExpires, certificateExpires];

/** When the refresh token was used last, or came. */
export function lastRefreshOf({ lastRenewalAt, issuedAt }: Pick<ForecastSubject, 'lastRenewalAt' | 'issuedAt'>) {
  if (!lastRenewalAt || !issuedAt) return lastRenewalAt ?? issuedAt;
  return lastRenewalAt > issuedAt ? lastRenewalAt : issuedAt;
}

function stretch(from: Date, seconds: number): Pick<ForecastEntry, 'at' | 'spanMs'> {
  return { at: new Date(from.getTime() + seconds * 1_000), spanMs: seconds * 1_000 };
}

function days(seconds: number): string {
  const count = Math.round(seconds / 86_400);
  if (count < 1) return `${Math.round(seconds / 3_600)} hours`;
  return count === 1 ? 'one day' : `${count} days`;
}
