/** How to prove that a connection works, and who answered. */
export type Probe = RequestProbe | ExchangeProbe;

/** One harmless authorized request. */
export interface RequestProbe {
  readonly kind: 'request';
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Members of the JSON answer that say who answered, as dotted paths, most telling first. */
  readonly identity?: readonly string[];
  /** What to show as the account when the answer does not say, from plain fields. */
  readonly account?: string;
}

/** The vendor has no identity call: a fresh exchange is the proof; its token is thrown away. */
export interface ExchangeProbe {
  readonly kind: 'exchange';
  /** What to show as the account, from plain fields. */
  readonly identity: string;
}
