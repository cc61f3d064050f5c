/** The longest age an issued token may reach before the clock renews it. */
export const RENEWAL_RATES = {
  disabled: { label: 'Disabled', seconds: undefined },
  'every-15-minutes': { label: 'Every 15 minutes', seconds: 900 },
  'every-half-hour': { label: 'Every half an hour', seconds: 1_800 },
  'every-hour': { label: 'Every hour', seconds: 3_600 },
  'every-2-hours': { label: 'Every 2 hours', seconds: 7_200 },
  'every-4-hours': { label: 'Every 4 hours', seconds: 14_400 },
  'every-6-hours': { label: 'Every 6 hours', seconds: 21_600 },
  'every-8-hours': { label: 'Every 8 hours', seconds: 28_800 },
  'every-half-day': { label: 'Every half day', seconds: 43_200 },
  'every-day': { label: 'Every day', seconds: 86_400 },
} as const;
export type RenewalRate = keyof typeof RENEWAL_RATES;

/** For methods whose reference screen names no list of its own. */
export const ALL_RENEWAL_RATES = Object.keys(RENEWAL_RATES) as readonly RenewalRate[];

/** A stretch in the life of a token. */
export interface Span {
  readonly seconds: number;
  /** The vendor lets an admin choose; this is the usual value, and what grows from it is likely, not certain. */
  readonly isSetting?: boolean;
}

/** The physics of a method's tokens; what renewal, judging and forecast know about a vendor. */
export interface RenewalFacts {
  /** Offered to the admin, in this order. */
  readonly rates: readonly RenewalRate[];
  readonly defaultRate: RenewalRate;
  /** How long an issued token works. What an answer states goes before it. */
  readonly accessLifetime?: Span;
  /** Asked before the issued token has this age, the vendor gives the same one again. Seconds. */
  readonly earliestRenewalSeconds?: number;
  /** How many renewals one process has under way at this vendor's host; where the vendor states a limit. */
  readonly renewalsAtOnce?: number;
  /**
   * `never`: the refresh token stays the same. `optional`: an answer may bring a new one, the old one then dies.
   * `always`: each answer brings a new one. Repeating a spent one can end the whole grant unless `oldStaysValid`.
   */
  readonly rotatesRefreshToken: 'never' | 'optional' | 'always';
  /** `false`: the vendor gives none; what it issues works until it ends or is revoked, and then a person consents again. */
  readonly issuesRefreshToken?: false;
  /** A spent refresh token still works (Microsoft Entra). */
  readonly oldStaysValid?: boolean;
  /** How long the vendor takes the same refresh token again after an answer that got lost. Seconds; 0 when never. */
  readonly replayWindowSeconds?: number;
  /**
   * How long a refresh token lives, however much it is used. From `consent`: a hard date, on which a person has to
   * consent again (NetSuite OAuth 2.0: seven days). From `renewal`: each renewal begins it anew.
   */
  readonly refreshLifetime?: Span & { readonly from: 'consent' | 'renewal' };
  /** A refresh token dies when no renewal uses it for this long. */
  readonly refreshIdle?: Span;
  /** Live grants per user and app; one more silently ends the oldest (Salesforce: 5). */
  readonly grantCap?: number;
  /** The kept member of the token answer that says whose grant it is; default: the account of the answer. */
  readonly grantHolder?: string;
}
