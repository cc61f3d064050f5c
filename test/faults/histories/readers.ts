import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Json } from '../../support/api-client.js';
import type { Register } from './registers/register.js';
import { instant } from './token-history.js';

export interface ReadLoad {
  readonly urls: readonly string[];
  readonly registers: readonly Register[];
  /** Loops at each server. */
  readonly atOnce: number;
}

const AFTER_BREAK = 250;

/** Resolves in loops at every server, and tells each register what was seen and when. */
export class Readers {
  reads = 0;
  /** No answer: the server was away, or its connection broke. */
  unanswered = 0;
  /** Answers that show nothing, by status and code. */
  readonly fruitless = new Map<string, number>();
  readonly #values = new Map<string, string>();

  constructor(private readonly load: ReadLoad) {}

  async read(isOver: () => boolean): Promise<void> {
    const { urls, atOnce } = this.load;
    const pools = urls.map((url) => new Pool(url, { connections: atOnce, headersTimeout: 0, bodyTimeout: 0 }));
    const loops = pools.flatMap((pool, server) =>
      Array.from({ length: atOnce }, () => this.loop(pool, `server ${server + 1}`, isOver)),
    );
    await Promise.all(loops);
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  private async loop(pool: Pool, by: string, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const { registers } = this.load;
      const register = registers[Math.floor(Math.random() * registers.length)];
      if (register && !(await this.look(pool, register, by))) await wait(AFTER_BREAK);
    }
  }

  /** Whether somebody was there. */
  private async look(pool: Pool, register: Register, by: string): Promise<boolean> {
    const { key, token } = register;
    const start = instant();
    const answer = await ask(pool, key, token);
    const end = instant();
    if (!answer) {
      this.unanswered += 1;
      return false;
    }
    const shown = register.understand(answer.status, answer.body);
    if (!shown) {
      const kind = `${answer.status} ${answer.body.code}`;
      this.fruitless.set(kind, (this.fruitless.get(kind) ?? 0) + 1);
      return answer.status < 500;
    }
    const { tokenId, value } = shown;
    const kept = { value: this.once(value), ...(tokenId === undefined ? {} : { tokenId: this.once(tokenId) }) };
    register.looked({ ...shown, ...kept, start, end, by }, key);
    this.reads += 1;
    return true;
  }

  /** A million reads must not keep a million copies of the same text. */
  private once(text: string): string {
    const known = this.#values.get(text);
    if (known !== undefined) return known;
    this.#values.set(text, text);
    return text;
  }
}

async function ask(pool: Pool, key: string, name: string): Promise<{ status: number; body: Json } | undefined> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ name });
  try {
    const answer = await pool.request({ path: '/v1/resolutions', method: 'POST', headers, body });
    return { status: answer.statusCode, body: JSON.parse(await answer.body.text()) };
  } catch {
    return undefined;
  }
}
