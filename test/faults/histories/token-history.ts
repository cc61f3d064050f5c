import type { History, Read, Write } from './history.js';

/** The instants of every history come from this clock alone. Milliseconds. */
export const instant = (): number => performance.now();

/** What a resolution shows where no credential is handed out. */
export const ABSENT = 'absent';
export const DISABLED = 'disabled';

/** One answered resolution. */
export interface Look extends Omit<Read, 'version'> {
  readonly tokenId?: string;
  readonly generation?: number;
}

type Span = Pick<Write, 'start' | 'end'>;

/** More than any token reaches in a test. */
const GENERATIONS = 1_000_000;

/**
 * What happened under one name. A token that was removed and made again is another one: tokens are counted, and a
 * version is that count and the generation. Removal begins the next count, with no generation yet.
 */
export class TokenHistory {
  readonly #tokens: string[] = [];
  readonly #writes: Write[] = [];
  readonly #looks: Look[] = [];

  constructor(private readonly register: string) {}

  get looks(): number {
    return this.#looks.length;
  }

  created(tokenId: string, write: Span & { readonly generation: number; readonly value?: string }): void {
    this.#tokens.push(tokenId);
    this.changed(write);
  }

  changed({ generation, ...write }: Span & { readonly generation: number; readonly value?: string }): void {
    this.#writes.push({ ...write, version: (this.#tokens.length - 1) * GENERATIONS + generation });
  }

  removed(span: Span): void {
    this.#writes.push({ ...span, version: this.#tokens.length * GENERATIONS, value: ABSENT });
  }

  looked(look: Look): void {
    this.#looks.push(look);
  }

  /** Once the writer has ended: a resolution may have met a token before its writer knew the id. */
  history(): History {
    const counts = new Map(this.#tokens.map((tokenId, count) => [tokenId, count]));
    const reads = this.#looks.map(({ tokenId, generation, ...look }) => {
      const count = tokenId === undefined ? this.#tokens.length - 1 : counts.get(tokenId);
      if (generation === undefined || count === undefined) return look;
      return { ...look, version: count * GENERATIONS + generation };
    });
    return { register: this.register, writes: this.#writes, reads };
  }
}
