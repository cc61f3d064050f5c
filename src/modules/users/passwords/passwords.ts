import { Injectable } from '@nestjs/common';
import type { Secret } from '../../../kernel/secret.js';
import { hashingBusy } from '../users.errors.js';
import { hashPassword, isPassword } from './password-hash.js';

/** Each takes 32 MiB and a thread of four that also read files and names. */
const AT_ONCE = 2;
const WAITING_AT_MOST = 40;

/** Hashes and compares passwords, a few at a time: whoever sends many takes neither memory nor threads from others. */
@Injectable()
export class Passwords {
  readonly #waiting: (() => void)[] = [];
  #atWork = 0;

  /** @throws hashing-busy */
  hash(password: Secret): Promise<string> {
    return this.#inTurn(() => hashPassword(password));
  }

  /** @throws hashing-busy */
  matches(password: Secret, stored: string): Promise<boolean> {
    return this.#inTurn(() => isPassword(password, stored));
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting.length >= WAITING_AT_MOST) throw hashingBusy();
    if (this.#atWork >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#atWork += 1;
    try {
      return await work();
    } finally {
      // Whoever waits longest takes this place; it is not given back in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#atWork -= 1;
    }
  }
}
