import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, Json } from '../../../support/api-client.js';
import { expectStatus } from '../../../support/story/drafts.js';
import type { History } from '../history.js';
import { ABSENT, instant, type Look, TokenHistory } from '../token-history.js';
import type { Register, Shown } from './register.js';
import type { DefiniteAnswer, SteadfastAdmin } from './steadfast-admin.js';

export interface RegisterPlace {
  /** The token's name, which the reading app declares. */
  readonly name: string;
  /** The key of the reading app. */
  readonly key: string;
  readonly admin: SteadfastAdmin;
}

/** Longest pause between two writes; milliseconds. */
const PAUSE = 60;
export const SIGNING_FIELDS = {
  environment: 'production',
  consumerKey: 'ck',
  consumerSecret: 'cs',
  tokenId: 'ti',
  tokenSecret: 'ts',
};

/**
 * A token whose credentials, description and existence change. Its account is part of the address that a resolution
 * shows, so every value is known; each write names the revision that it replaces, so none can come late.
 */
export class ChangedToken implements Register {
  readonly name: string;
  readonly key: string;
  readonly token: string;
  acknowledged = 0;
  readonly #history: TokenHistory;
  readonly #admin: SteadfastAdmin;
  #id = '';
  #account = '';
  #accounts = 0;

  private constructor({ name, key, admin }: RegisterPlace) {
    this.name = `changed ${name}`;
    this.key = key;
    this.token = name;
    this.#admin = admin;
    this.#history = new TokenHistory(this.name);
  }

  static async create(place: RegisterPlace): Promise<ChangedToken> {
    const register = new ChangedToken(place);
    await register.create();
    return register;
  }

  understand(status: number, body: Json): Shown | undefined {
    if (status === 404 && body.code === 'token-not-found') return { value: ABSENT };
    if (status !== 200) return undefined;
    return { value: body.credential.baseUrl, tokenId: body.token.id, generation: body.token.generation };
  }

  looked(look: Look): void {
    this.#history.looked(look);
  }

  histories(): readonly History[] {
    return [this.#history.history()];
  }

  async write(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const dice = Math.random();
      if (dice < 0.5) await this.change();
      else if (dice < 0.8) await this.describe();
      else await this.removeAndCreate();
      await wait(Math.random() * PAUSE);
    }
  }

  private get value(): string {
    return `https://${this.#account}.suitetalk.api.netsuite.com/services/rest`;
  }

  private async create(): Promise<void> {
    this.nextAccount();
    const fields = { ...SIGNING_FIELDS, accountId: this.#account };
    const draftId = await this.draft({ connector: 'netsuite', method: 'token-based', name: this.token, fields });
    const start = instant();
    const done = await this.finish(draftId);
    const made = done.status === 200 ? done.body : await this.found();
    this.#id = made.id;
    this.#history.created(made.id, { generation: made.generation, value: this.value, start, end: instant() });
    this.acknowledged += 1;
  }

  /** New credentials, verified nowhere, swapped in at Done; the secrets anew, for another account has other hosts. */
  private async change(): Promise<void> {
    this.nextAccount();
    const fields = { ...SIGNING_FIELDS, accountId: this.#account };
    const draftId = await this.draft({ tokenId: this.#id, fields });
    const start = instant();
    const done = await this.finish(draftId);
    await this.acknowledge(start, done.status === 200 ? done.body.generation : undefined);
  }

  private async describe(): Promise<void> {
    const { headers } = await this.view();
    const ifMatch = { 'if-match': headers.get('etag') ?? '' };
    const start = instant();
    const description = `${start}`;
    const answer = await this.#admin.ask((client) => client.patch(this.path, { description }, ifMatch));
    if (!(answer.isRepeated && answer.status === 412)) expectStatus(answer, 200);
    await this.acknowledge(start, answer.status === 200 ? answer.body.generation : undefined);
  }

  private async removeAndCreate(): Promise<void> {
    const { headers } = await this.view();
    const ifMatch = { 'if-match': headers.get('etag') ?? '' };
    const start = instant();
    const answer = await this.#admin.ask((client) => client.delete(`${this.path}?force=true`, ifMatch));
    if (!(answer.isRepeated && answer.status === 404)) expectStatus(answer, 204);
    this.#history.removed({ start, end: instant() });
    this.acknowledged += 1;
    await wait(Math.random() * PAUSE);
    await this.create();
  }

  /** Without a generation the first answer was lost and the write had happened: the token tells. */
  private async acknowledge(start: number, generation: number | undefined): Promise<void> {
    const now = generation ?? (await this.view()).body.generation;
    this.#history.changed({ generation: now, value: this.value, start, end: instant() });
    this.acknowledged += 1;
  }

  private nextAccount(): void {
    this.#accounts += 1;
    this.#account = `${this.#accounts}-${this.token.toLowerCase().replaceAll(' ', '-')}`;
  }

  private get path(): string {
    return `/v1/access-tokens/${this.#id}`;
  }

  private async view(): Promise<Answer> {
    return expectStatus(await this.#admin.ask((client) => client.get(this.path)), 200);
  }

  private async draft(start: Json): Promise<string> {
    return expectStatus(await this.#admin.ask((client) => client.post('/v1/drafts', start)), 201).body.id;
  }

  /** A draft ends once: when it is gone at the second attempt, the first one had done it. */
  private async finish(draftId: string): Promise<DefiniteAnswer> {
    const path = `/v1/drafts/${draftId}/done`;
    const answer = await this.#admin.ask((client) => client.post(path, { acceptUnproved: true }));
    if (!(answer.isRepeated && [404, 409].includes(answer.status))) expectStatus(answer, 200);
    return answer;
  }

  private async found(): Promise<Json> {
    const query = `?search=${encodeURIComponent(this.token)}`;
    const { body } = expectStatus(await this.#admin.ask((client) => client.get(`/v1/access-tokens${query}`)), 200);
    const token = body.items.find((item: Json) => item.name === this.token);
    if (!token) throw new Error(`"${this.token}" was made, but is not there`);
    return token;
  }
}
