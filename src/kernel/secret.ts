import { inspect } from 'node:util';

const MASK = '[secret]';

/**
 * A value that must not leave its room: string conversion, JSON and inspection all print a mask. `reveal` is the one
 * way to the value and takes the reason, which is what a reviewer searches for.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(_reason: string): string {
    return this.#value;
  }

  /** Whether two secrets hold the same value; answers without showing either. */
  equals(other: Secret): boolean {
    return this.#value === other.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}
