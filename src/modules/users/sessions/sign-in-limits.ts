import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { Clock } from '../../../kernel/clock.js';
import { FailureWindows } from '../../callers/failure-windows.js';
import { tooManySignIns } from '../users.errors.js';

const MINUTE = 60_000;

/** Wrong passwords for one e-mail address from one network; nobody else waits for these. */
export const GUESSES = { limit: 5, windowMs: 5 * MINUTE } as const;
/** From all networks together: a botnet is held up, and with it for five minutes whoever comes with a new browser. */
export const GUESSES_OF_ALL = { limit: 50, windowMs: 5 * MINUTE } as const;
/** From one network for all e-mail addresses together: more than a whole office mistypes. */
export const GUESSES_OF_NETWORK = { limit: 100, windowMs: 10 * MINUTE } as const;
/** In a browser in which this person has signed in before, to each account; what others guess does not count here. */
export const GUESSES_OF_BROWSER = { limit: 10, windowMs: 5 * MINUTE } as const;

export interface Attempt {
  readonly emailFolded: string;
  readonly address: string;
  /** Of a browser in which this person has signed in before, to each account that is compared. */
  readonly knownBrowser: string | undefined;
}

/**
 * How often a password may be guessed. An e-mail address that nobody has is counted like one that somebody has, so the
 * answers tell nothing. Counted by each process for itself: with several replicas a guesser has so many times more.
 */
@Injectable()
export class SignInLimits {
  readonly #guesses: FailureWindows;
  readonly #ofAll: FailureWindows;
  readonly #ofNetwork: FailureWindows;
  readonly #ofBrowser: FailureWindows;

  constructor(clock: Clock) {
    this.#guesses = new FailureWindows(clock, GUESSES);
    this.#ofAll = new FailureWindows(clock, GUESSES_OF_ALL);
    this.#ofNetwork = new FailureWindows(clock, GUESSES_OF_NETWORK);
    this.#ofBrowser = new FailureWindows(clock, GUESSES_OF_BROWSER);
  }

  /** Counts the attempt as failed before it is tried, so that many at once are counted too. @throws too-many-sign-ins */
  begin(attempt: Attempt): void {
    const counters = this.#countersOf(attempt);
    const wait = Math.max(...counters.map(([windows, key]) => windows.waitFor(key)));
    if (wait > 0) throw tooManySignIns(wait);
    for (const [windows, key] of counters) windows.count(key);
  }

  /** It was the right password, or was not compared at all. */
  forgive(attempt: Attempt): void {
    for (const [windows, key] of this.#countersOf(attempt)) windows.forgive(key);
  }

  #countersOf({ emailFolded, address, knownBrowser }: Attempt): readonly (readonly [FailureWindows, string])[] {
    if (knownBrowser !== undefined) return [[this.#ofBrowser, `${emailFolded} ${knownBrowser}`]];
    const network = networkOf(address);
    return [
      [this.#guesses, `${emailFolded} ${network}`],
      [this.#ofAll, emailFolded],
      [this.#ofNetwork, network],
    ];
  }
}

/** One customer has at least a /64 of IPv6 addresses to come from. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(':') : parsed.toString();
}
