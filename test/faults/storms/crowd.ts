import { Pool } from 'undici';
import type { Json } from '../../support/api-client.js';

/** What one of the crowd got. */
export interface Served {
  readonly status: number;
  readonly generation: number;
  /** Milliseconds from the first request of the crowd. */
  readonly after: number;
}

export interface CrowdPlace {
  readonly urls: readonly string[];
  readonly key: string;
  /** Callers at each of the servers, each with a connection of its own. */
  readonly atEach: number;
}

const PATIENCE = 120_000;

/** Callers that come at the same instant, over connections that are open already. */
export class Crowd {
  readonly #pools: readonly Pool[];

  private constructor(private readonly place: CrowdPlace) {
    const options = { connections: place.atEach, headersTimeout: PATIENCE, bodyTimeout: PATIENCE };
    this.#pools = place.urls.map((url) => new Pool(url, { ...options, connect: { timeout: PATIENCE } }));
  }

  static async gather(place: CrowdPlace): Promise<Crowd> {
    const crowd = new Crowd(place);
    // A name that nobody declared: refused, but the connection stands.
    await crowd.everybody(place.atEach, (pool) => crowd.ask(pool, '/v1/resolutions', { name: 'Nobody' }));
    return crowd;
  }

  /** All resolve the name at once. */
  resolve(name: string): Promise<Served[]> {
    return this.storm(this.place.atEach, async (pool) => {
      const { status, body } = await this.ask(pool, '/v1/resolutions', { name });
      return { status, generation: status === 200 ? body.token.generation : 0 };
    });
  }

  /** As many as told, spread over the servers, send the same call without a body through the proxy at once. */
  proxy(name: string, path: string, callers: number): Promise<Served[]> {
    return this.storm(Math.ceil(callers / this.#pools.length), async (pool) => {
      const { status, headers } = await this.ask(pool, `/v1/proxy/${encodeURIComponent(name)}/${path}`);
      return { status, generation: Number(headers['latchkey-token-generation']) };
    });
  }

  async leave(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.destroy()));
  }

  private storm(atEach: number, call: (pool: Pool) => Promise<Omit<Served, 'after'>>): Promise<Served[]> {
    const began = performance.now();
    return this.everybody(atEach, async (pool) => ({ ...(await call(pool)), after: performance.now() - began }));
  }

  private everybody<T>(atEach: number, call: (pool: Pool) => Promise<T>): Promise<T[]> {
    return Promise.all(Array.from({ length: atEach }, () => this.#pools.map(call)).flat());
  }

  private async ask(pool: Pool, path: string, body?: Json) {
    const authorization = `Bearer ${this.place.key}`;
    const sent =
      body === undefined
        ? { headers: { authorization } }
        : { headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await pool.request({ method: 'POST', path, ...sent });
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(text) as Json };
  }
}
