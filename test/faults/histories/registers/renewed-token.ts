import { setTimeout as wait } from 'node:timers/promises';
import type { Json } from '../../../support/api-client.js';
import type { FaultToken } from '../../support/fault-token.js';
import type { History } from '../history.js';
import { instant, type Look, TokenHistory } from '../token-history.js';
import type { RegisterPlace } from './changed-token.js';
import type { Register, Shown } from './register.js';
import type { SteadfastAdmin } from './steadfast-admin.js';

/** Longest pause between two renewals; milliseconds. */
const PAUSE = 150;
const PATIENCE = 4_000;

/** A token that somebody renews over and over. What the vendor issues is known only by its generation. */
export class RenewedToken implements Register {
  readonly name: string;
  readonly key: string;
  readonly token: string;
  acknowledged = 0;
  readonly #history: TokenHistory;
  readonly #admin: SteadfastAdmin;

  constructor(
    private readonly renewed: Pick<FaultToken, 'id' | 'kind'>,
    { name, key, admin }: RegisterPlace,
  ) {
    this.name = `renewed ${name}, ${renewed.kind}`;
    this.key = key;
    this.token = name;
    this.#admin = admin;
    this.#history = new TokenHistory(this.name);
    this.#history.created(renewed.id, { generation: 1, start: 0, end: instant() });
  }

  understand(status: number, body: Json): Shown | undefined {
    if (status !== 200) return undefined;
    const { id, generation } = body.token;
    return { value: body.credential.headers.authorization, tokenId: id, generation };
  }

  looked(look: Look): void {
    this.#history.looked(look);
  }

  histories(): readonly History[] {
    return [this.#history.history()];
  }

  /** A renewal that failed, or whose answer was lost, is not acknowledged: readers may see it or not. */
  async write(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const start = instant();
      const generation = await this.renew();
      if (generation !== undefined) {
        this.#history.changed({ generation, start, end: instant() });
        this.acknowledged += 1;
      }
      await wait(Math.random() * PAUSE);
    }
  }

  /** The generation that was acknowledged. The lease of a server that died keeps the others waiting, but not us. */
  private async renew(): Promise<number | undefined> {
    const { url, key } = this.#admin.anyServer();
    const path = `/v1/access-tokens/${this.renewed.id}/renewal`;
    const signal = AbortSignal.timeout(PATIENCE);
    try {
      const answer = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
        signal,
      });
      const body: Json = await answer.json();
      return answer.status === 200 ? body.generation : undefined;
    } catch {
      return undefined;
    }
  }
}
