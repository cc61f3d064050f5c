import { setTimeout as wait } from 'node:timers/promises';
import type { Json } from '../../../support/api-client.js';
import { expectStatus } from '../../../support/story/drafts.js';
import type { History, Read, Write } from '../history.js';
import { DISABLED, instant, type Look } from '../token-history.js';
import type { RegisterPlace } from './changed-token.js';
import type { Register, Shown } from './register.js';
import type { SteadfastAdmin } from './steadfast-admin.js';

/** Longest pause between two switches; milliseconds. */
const PAUSE = 200;
const ENABLED = 'enabled';

/** A token that is switched off and on. The generation stays, so what is seen must do without versions. */
export class SwitchedToken implements Register {
  readonly name: string;
  readonly key: string;
  readonly token: string;
  acknowledged = 0;
  readonly #admin: SteadfastAdmin;
  readonly #writes: Write[] = [{ version: 1, value: ENABLED, start: 0, end: instant() }];
  readonly #reads: Read[] = [];

  constructor(
    private readonly tokenId: string,
    { name, key, admin }: RegisterPlace,
  ) {
    this.name = `switched ${name}`;
    this.key = key;
    this.token = name;
    this.#admin = admin;
  }

  understand(status: number, body: Json): Shown | undefined {
    if (status === 200) return { value: ENABLED };
    return body.code === 'token-disabled' ? { value: DISABLED } : undefined;
  }

  looked(look: Look): void {
    this.#reads.push(look);
  }

  histories(): readonly History[] {
    return [{ register: this.name, writes: this.#writes, reads: this.#reads }];
  }

  async write(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await this.turn('disable', DISABLED);
      await this.turn('enable', ENABLED);
    }
  }

  /** A second attempt that meets another revision says that the first one had done it. */
  private async turn(verb: 'disable' | 'enable', value: string): Promise<void> {
    const path = `/v1/access-tokens/${this.tokenId}`;
    const { headers } = expectStatus(await this.#admin.ask((client) => client.get(path)), 200);
    const ifMatch = { 'if-match': headers.get('etag') ?? '' };
    const start = instant();
    const answer = await this.#admin.ask((client) => client.post(`${path}/${verb}`, {}, ifMatch));
    if (!(answer.isRepeated && answer.status === 412)) expectStatus(answer, 200);
    this.#writes.push({ version: this.#writes.length + 1, value, start, end: instant() });
    this.acknowledged += 1;
    await wait(Math.random() * PAUSE);
  }
}
