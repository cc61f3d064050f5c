/** So many passing failures in a row open a breaker, when they come from more than one token. */
const FAILURES_TO_OPEN = 5;
const TOKENS_TO_OPEN = 2;
const FIRST_REST = 5_000;
const LONGEST_REST = 5 * 60_000;
/** A vendor that asks for more is asked again after this; it can say so again. */
const LONGEST_RETRY_AFTER = 60 * 60_000;
/** A trial of which nothing is heard for so long no longer keeps others away. */
const LONGEST_TRIAL = 2 * 60_000;
/** Whoever comes during a trial asks again after this. */
const TRIAL_WAIT = 1_000;

export interface EndpointFailure {
  readonly tokenId: string;
  readonly isTrial: boolean;
  /** What the vendor asked for. */
  readonly retryAfterMs: number | undefined;
  /** 0 to 1. */
  readonly random: number;
}

/**
 * One token endpoint that fails, as this process has found it. Closed: calls pass. Open: none passes, so a vendor in
 * trouble is left alone and nobody waits for a timeout. Half open, when the rest is over: one call passes as a trial.
 * Any answer ends the breaker. All times are milliseconds of a clock that only grows.
 */
export class EndpointBreaker {
  readonly #failedTokens = new Set<string>();
  #failures = 0;
  #rests = 0;
  #restUntil = 0;
  #trialSince: number | undefined;

  get isOpen(): boolean {
    return this.#rests > 0;
  }

  /** Undefined when a call may begin; else how long to wait before asking again. */
  waitAt(now: number): number | undefined {
    if (!this.isOpen) return undefined;
    if (now < this.#restUntil) return this.#restUntil - now;
    const isOnTrial = this.#trialSince !== undefined && now < this.#trialSince + LONGEST_TRIAL;
    return isOnTrial ? TRIAL_WAIT : undefined;
  }

  /** A call begins. True when it is the trial on which all others wait. */
  begin(now: number): boolean {
    if (this.isOpen) this.#trialSince = now;
    return this.isOpen;
  }

  /** The trial ended without a verdict, because nothing was sent. */
  abandonTrial(): void {
    this.#trialSince = undefined;
  }

  failed(now: number, { tokenId, isTrial, retryAfterMs = 0, random }: EndpointFailure): void {
    this.#failures += 1;
    if (this.#failedTokens.size < TOKENS_TO_OPEN) this.#failedTokens.add(tokenId);
    const isEnough = this.#failures >= FAILURES_TO_OPEN && this.#failedTokens.size >= TOKENS_TO_OPEN;
    // Calls that were under way when it opened say nothing new.
    if (this.isOpen ? !isTrial : !isEnough) return;
    this.#rests += 1;
    this.#trialSince = undefined;
    const ceiling = Math.min(LONGEST_REST, FIRST_REST * 2 ** Math.min(this.#rests - 1, 20));
    this.#restUntil = now + Math.max((ceiling / 2) * (1 + random), Math.min(retryAfterMs, LONGEST_RETRY_AFTER));
  }
}
