import type { RenewalFacts } from '../../../connectors/contract/renewal-facts.js';
import type { AccessToken } from '../access-token.entity.js';
import { needsPerson } from '../token-state.js';
import { type ForecastSubject, forecastOf, lastRefreshOf } from './forecast-of.js';
import { idleSpanOf, keepAliveAt } from './keep-alive.js';
import { plannedNotices } from './notice-plan.js';

export type OutlookSubject = ForecastSubject &
  Pick<AccessToken, 'id' | 'nextRenewalAt' | 'remindDays' | 'notices' | 'disabledAt'>;
export type Outlook = Pick<AccessToken, 'nextRenewalAt' | 'needsPersonAt' | 'needsPersonCause' | 'nextNoticeAt'>;

/** The columns that follow from all others of a row; written with every stored change of a token. */
export function outlookOf(token: OutlookSubject, facts: RenewalFacts | undefined): Outlook {
  const entries = forecastOf(token, facts);
  const [first] = entries;
  const { remindDays, notices } = token;
  return {
    nextRenewalAt: token.disabledAt ? null : (token.nextRenewalAt ?? keptAliveAt(token, facts)),
    needsPersonAt: first?.at ?? null,
    needsPersonCause: first?.kind ?? null,
    nextNoticeAt: plannedNotices({ entries, remindDays, notices })[0]?.at ?? null,
  };
}

function keptAliveAt(token: OutlookSubject, facts: RenewalFacts | undefined): Date | null {
  const span = idleSpanOf(facts);
  const usedAt = lastRefreshOf(token);
  const canRenew = token.hasRefreshToken !== false && !needsPerson(token.state);
  return token.keepAlive && canRenew && span && usedAt ? keepAliveAt(token.id, usedAt, span) : null;
}
