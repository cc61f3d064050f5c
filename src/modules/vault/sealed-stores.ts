import { Injectable } from '@nestjs/common';

export interface ResealBatch {
  readonly tenantId: string;
  /** The version to reach. */
  readonly version: number;
  /** Rows after this one, in the store's own order; empty at the beginning. */
  readonly after: string;
  readonly limit: number;
}

export interface ResealOutcome {
  readonly resealed: number;
  /** Values that do not open; they are left as they are and counted. */
  readonly refused: number;
  /** Where the next batch begins; undefined at the end. */
  readonly next: string | undefined;
}

/**
 * A table with sealed values, as the rotation of a data key sees it. A store replaces a value only if it is still the
 * one that was read, so a change that happens meanwhile is never overwritten.
 */
export interface SealedStore {
  /** For progress and logs; unique. */
  readonly name: string;

  /** How many values of the tenant are not under this version yet. */
  countBehind(tenantId: string, version: number): Promise<number>;

  resealBatch(batch: ResealBatch): Promise<ResealOutcome>;
}

/** The list of all tables with sealed values; each room registers its own when it starts. */
@Injectable()
export class SealedStores {
  readonly #stores = new Map<string, SealedStore>();

  register(store: SealedStore): void {
    this.#stores.set(store.name, store);
  }

  all(): readonly SealedStore[] {
    return [...this.#stores.values()];
  }
}
