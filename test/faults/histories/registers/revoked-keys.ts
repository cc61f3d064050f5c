import { setTimeout as wait } from 'node:timers/promises';
import type { Json } from '../../../support/api-client.js';
import { expectStatus } from '../../../support/story/drafts.js';
import type { History, Read, Write } from '../history.js';
import { instant, type Look } from '../token-history.js';
import type { RegisterPlace } from './changed-token.js';
import type { Register, Shown } from './register.js';
import type { SteadfastAdmin } from './steadfast-admin.js';

/** How long a key is read with before it is revoked, and afterwards; milliseconds. */
const LIFE = 400;
const AFTERLIFE = 300;
const OPEN = 'open';
const CLOSED = 'closed';

interface KeyHistory {
  readonly writes: Write[];
  readonly reads: Read[];
}

/** Keys that are made, read with, and revoked: each is a register of its own that closes once. */
export class RevokedKeys implements Register {
  readonly name: string;
  readonly token: string;
  acknowledged = 0;
  readonly #admin: SteadfastAdmin;
  readonly #histories = new Map<string, KeyHistory>();
  #key = '';

  private constructor(
    { name, admin }: Omit<RegisterPlace, 'key'>,
    private readonly appId: string,
  ) {
    this.name = `keys to ${name}`;
    this.token = name;
    this.#admin = admin;
  }

  static async create(place: Omit<RegisterPlace, 'key'>, appId: string): Promise<RevokedKeys> {
    const register = new RevokedKeys(place, appId);
    await register.next();
    return register;
  }

  /** The one in use; it changes. */
  get key(): string {
    return this.#key;
  }

  understand(status: number, body: Json): Shown | undefined {
    // The name is declared nowhere: whoever is told so came in.
    if (body.code === 'token-not-declared') return { value: OPEN };
    // So many refusals from one address are answered with 429 in the end.
    return status === 401 || body.code === 'too-many-failures' ? { value: CLOSED } : undefined;
  }

  looked(look: Look, key: string): void {
    this.#histories.get(key)?.reads.push(look);
  }

  histories(): readonly History[] {
    return [...this.#histories.values()].map(({ writes, reads }, index) => ({
      register: `${this.name}, the ${index + 1}.`,
      writes,
      reads,
    }));
  }

  async write(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const id = await this.next();
      await wait(Math.random() * LIFE);
      const history = this.#histories.get(this.#key);
      const start = instant();
      const answer = await this.#admin.ask((client) => client.delete(`/v1/keys/${id}`));
      if (!(answer.isRepeated && answer.status === 404)) expectStatus(answer, 204);
      history?.writes.push({ version: 2, value: CLOSED, start, end: instant() });
      this.acknowledged += 1;
      await wait(Math.random() * AFTERLIFE);
    }
  }

  private async next(): Promise<string> {
    const wanted = { name: 'to be revoked', rights: ['run'], appId: this.appId };
    const start = instant();
    const { body } = expectStatus(await this.#admin.ask((client) => client.post('/v1/keys', wanted)), 201);
    const writes = [{ version: 1, value: OPEN, start, end: instant() }];
    this.#histories.set(body.key, { writes, reads: [] });
    this.#key = body.key;
    return body.id;
  }
}
