import type { FaultKind } from '../support/fault-connectors.js';

/** What the vendor's token endpoint does with the next calls. */
export const MOODS = ['works', 'breaks-down', 'refuses-grant', 'refuses-client', 'loses-answer'] as const;
export type VendorMood = (typeof MOODS)[number];

export type ModelState = 'connected' | 'needs-reconnect' | 'needs-configuration' | 'in-doubt' | 'unreachable';
/** `due`: it works, but not for long. */
export type Age = 'fresh' | 'due' | 'expired';

/** What one renewal came to. */
export type Outcome = 'renewed' | 'reconnect' | 'configure' | 'wait' | 'in-doubt';

export interface Expected {
  readonly outcome: 'served' | 'not-found' | 'disabled' | Outcome;
  /** Calls that the vendor gets. */
  readonly calls: number;
}

const NEEDS_PERSON: readonly ModelState[] = ['needs-reconnect', 'needs-configuration', 'in-doubt'];

/**
 * One access token as the design promises it, and what the vendor knows of it. Nothing here is about leases, ledgers or
 * storage: those must not show.
 */
export class TokenModel {
  exists = true;
  generation = 1;
  state: ModelState = 'connected';
  isDisabled = false;
  age: Age = 'fresh';
  /** After a passing failure nobody but a person tries before some time has passed. */
  isWaiting = false;
  mood: VendorMood = 'works';
  /** At the vendor: whether the grant lives, and whether the refresh token that is stored was replaced. */
  isGrantAlive = true;
  isSpent = false;
  /** Refresh tokens that were sent although the vendor had replaced them; only a person may cause that. */
  spentTwice = 0;

  constructor(readonly kind: FaultKind) {}

  get needsPerson(): boolean {
    return NEEDS_PERSON.includes(this.state);
  }

  /** A new grant, whatever was there before. */
  connect(): void {
    const isNew = !this.exists;
    this.exists = true;
    this.generation = isNew ? 1 : this.generation + 1;
    if (isNew) this.isDisabled = false;
    this.state = 'connected';
    this.age = 'fresh';
    this.isWaiting = false;
    this.isGrantAlive = true;
    this.isSpent = false;
  }

  /** A change that keeps the grant. */
  describe(): void {
    this.generation += 1;
  }

  pass(age: Age): void {
    this.age = age;
    this.isWaiting = false;
  }

  resolve(): Expected {
    if (!this.exists) return { outcome: 'not-found', calls: 0 };
    if (this.isDisabled) return { outcome: 'disabled', calls: 0 };
    if (this.age === 'fresh') return { outcome: 'served', calls: 0 };
    const works = this.age === 'due';
    if (this.needsPerson) return { outcome: works ? 'served' : this.personalRemedy, calls: 0 };
    if (this.isWaiting) return { outcome: works ? 'served' : 'wait', calls: 0 };
    const { outcome, calls } = this.renew();
    return { outcome: outcome === 'renewed' || works ? 'served' : outcome, calls };
  }

  /** The vendor is asked; what it does and what is made of it. */
  renew(): { readonly outcome: Outcome; readonly calls: number } {
    const outcome = this.outcomeOf(this.mood);
    this.settle(outcome);
    return { outcome, calls: 1 };
  }

  /** A new client secret, proved by one renewal. A refusal changes nothing; a lost answer leaves its doubt. */
  correct(): { readonly outcome: Outcome; readonly calls: number } {
    const outcome = this.outcomeOf(this.mood);
    if (outcome === 'renewed' || outcome === 'in-doubt') this.settle(outcome);
    return { outcome, calls: 1 };
  }

  /** The process dies after the vendor has done its work; then it is settled at the start. */
  dieUnanswered(): void {
    this.work();
    if (this.kind !== 'static') this.state = 'in-doubt';
  }

  /** What the vendor does with the refresh token that is stored. */
  private work(): 'done' | 'refused' {
    if (!this.isGrantAlive) return 'refused';
    if (this.kind === 'static') return 'done';
    if (!this.isSpent) {
      this.isSpent = true;
      return 'done';
    }
    this.spentTwice += 1;
    if (this.kind === 'rotates-with-reuse-detection') this.isGrantAlive = false;
    return 'refused';
  }

  private outcomeOf(mood: VendorMood): Outcome {
    if (mood === 'breaks-down') return 'wait';
    if (mood === 'refuses-grant') return 'reconnect';
    if (mood === 'refuses-client') return 'configure';
    const answer = this.work();
    if (mood === 'loses-answer') return this.kind === 'static' ? 'wait' : 'in-doubt';
    return answer === 'done' ? 'renewed' : 'reconnect';
  }

  private settle(outcome: Outcome): void {
    this.isWaiting = outcome === 'wait' && !this.needsPerson;
    if (outcome === 'renewed') {
      this.generation += 1;
      this.state = 'connected';
      this.age = 'fresh';
      this.isSpent = false;
    } else if (outcome === 'wait') {
      // A token that still works stays connected while its renewal fails for a passing cause. What needs a person needs
      // one no less when a trial was not answered: else the clock would send a refresh token again that may be spent.
      const stays = this.needsPerson || (this.state === 'connected' && this.age !== 'expired');
      if (!stays) this.state = 'unreachable';
    } else {
      this.state = STATE_AFTER[outcome];
    }
  }

  private get personalRemedy(): Outcome {
    if (this.state === 'needs-reconnect') return 'reconnect';
    return this.state === 'in-doubt' ? 'in-doubt' : 'configure';
  }
}

const STATE_AFTER = { reconnect: 'needs-reconnect', configure: 'needs-configuration', 'in-doubt': 'in-doubt' } as const;
