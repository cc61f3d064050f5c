import type { Clock } from '../../kernel/clock.js';
import type { Connector } from '../contract/connector.js';
import type { Credential } from '../contract/credential.js';
import type { CancelSignal } from '../contract/vendor-exchange.js';
import { Lanes } from './lanes.js';

const UNLIMITED = {};

/** Keeps calls within what a vendor takes of one credential and of one host; some call the next one a failed login. */
export class Throttle {
  readonly #lanes: Lanes;
  readonly #numbers = new WeakMap<Credential, number>();
  #lastNumber = 0;

  constructor(clock: Clock) {
    this.#lanes = new Lanes(clock);
  }

  /** Does the work when its turn has come. @throws vendor-busy when that is too far away */
  take<T>(call: ThrottledCall, work: () => Promise<T>): Promise<T> {
    const { connector, credential, signal } = call;
    const { perCredential = UNLIMITED, perHost } = connector.limits ?? {};
    const place = this.#placeOf(credential);
    const inTurn = (): Promise<T> => this.#lanes.take({ place, limit: perCredential, signal }, work);
    if (perHost === undefined) return inTurn();
    return this.#lanes.take({ place: `${connector.key} ${credential.baseUrl}`, limit: perHost, signal }, inTurn);
  }

  /** The vendor asks to wait with this credential. */
  hold(credential: Credential, ms: number): void {
    this.#lanes.hold(this.#placeOf(credential), ms);
  }

  /** The account where the vendor names it, else this generation of the token. */
  #placeOf(credential: Credential): string {
    const { connector, baseUrl, account } = credential;
    if (account !== undefined) return `${connector} ${baseUrl} ${account}`;
    const number = this.#numbers.get(credential) ?? ++this.#lastNumber;
    this.#numbers.set(credential, number);
    return `${connector} #${number}`;
  }
}

export interface ThrottledCall {
  readonly connector: Connector;
  readonly credential: Credential;
  readonly signal: CancelSignal | undefined;
}
