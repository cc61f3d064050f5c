/** How much a vendor takes. More calls wait for their turn, in order; each replica counts by itself. */
export interface CallLimits {
  /** Of one credential, as far as its account or its generation tells it apart. */
  readonly perCredential?: CallLimit;
  /** Of all credentials with the same base URL. */
  readonly perHost?: CallLimit;
}

export interface CallLimit {
  /** Calls under way at once. */
  readonly atOnce?: number;
  /** Calls begun within a time in milliseconds. */
  readonly rate?: { readonly calls: number; readonly perMs: number };
}
