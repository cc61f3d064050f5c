/**
 * The rows of access tokens, written past the server: no front door lets a benchmark say when a token is due. Only
 * columns that the server reads afresh at each look.
 */
export interface StoredTokens {
  /** So many tokens are due now, of those that the front door made. */
  makeDue(count: number): Promise<void> | void;
  /** Copies of one token until there are so many, none of them due for a day. */
  growTo(total: number): Promise<void> | void;
  close(): Promise<void> | void;
}
