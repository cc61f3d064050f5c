import type { AccessToken } from '../../tokens/access-token.entity.js';

/** A token that waits for another time, and when its renewal was planned as this process saw it last. */
export type Planned = Pick<AccessToken, 'id' | 'nextRenewalAt'>;

/** Tokens to look at again at another time. */
export interface PutBack {
  readonly at: Date;
  readonly tokens: readonly Planned[];
}

/** Times are rounded up to this, so that many tokens are put back with few statements. Milliseconds. */
const STEP = 250;

/** Collects tokens with the time at which to look at them again. */
export class Later {
  #tokens = new Map<number, Planned[]>();

  add(token: Planned, at: number): void {
    const rounded = Math.ceil(at / STEP) * STEP;
    const tokens = this.#tokens.get(rounded) ?? [];
    tokens.push(token);
    this.#tokens.set(rounded, tokens);
  }

  /** All of them, and empty again. */
  take(): PutBack[] {
    const taken = [...this.#tokens].map(([at, tokens]) => ({ at: new Date(at), tokens }));
    this.#tokens = new Map();
    return taken;
  }
}
