import { expect } from '@jest/globals';
import type { Answer, ApiClient, Json } from '../../support/api-client.js';
import { Browser } from '../../support/story/browser.js';
import { Draft, expectStatus } from '../../support/story/drafts.js';
import { PUBLIC_URL, REDIRECT_URI } from '../../support/story/latchkey.js';
import { connectorKeyOf, type FaultKind } from '../support/fault-connectors.js';
import { type ModelHouse, TOKEN_NAME } from './model-house.js';
import type { Age, Expected, TokenModel, VendorMood } from './token-model.js';

const NOTHING = { kind: 'static', endpoint: 'nowhere' };
const TOKEN = { endpoint: 'token' };
const MOODS: Readonly<Record<VendorMood, Readonly<Record<string, unknown>>>> = {
  works: NOTHING,
  'breaks-down': { kind: 'server-errors', ...TOKEN },
  'refuses-grant': { kind: 'refuses', error: 'invalid_grant', status: 400, ...TOKEN },
  'refuses-client': { kind: 'refuses', error: 'invalid_client', status: 401, ...TOKEN },
  'loses-answer': { kind: 'loses-answer', ...TOKEN },
};
/** Longer than any pause after a failure. */
const A_WHILE = 16 * 60_000;
/** Inside the smallest margin. */
const JUST_BEFORE = 20_000;

let clients = 0;

/** The real token that a model is held against: one name, with a client of its own at the vendor. */
export class ModelledToken {
  readonly #client: string;
  #id = '';
  #secret = 'secret';
  #seenCalls = 0;

  private constructor(
    readonly house: ModelHouse,
    private readonly kind: FaultKind,
  ) {
    clients += 1;
    this.#client = `model-${process.pid}-${clients}`;
  }

  /** Connected anew; one good renewal shows every breaker that the vendor is well. */
  static async create(house: ModelHouse, model: TokenModel): Promise<ModelledToken> {
    const token = new ModelledToken(house, model.kind);
    await token.register(token.#secret);
    await token.setMood('works');
    await house.vendors.clearJournal('dropbox');
    await token.connect({ name: TOKEN_NAME, connector: connectorKeyOf(model.kind) });
    const { calls } = model.renew();
    await token.renewNow();
    await token.check(model, calls);
    return token;
  }

  get path(): string {
    return `/v1/access-tokens/${this.#id}`;
  }

  /** Consent and Done; the vendor is in no mood meanwhile. */
  async connect(start: { readonly name?: string; readonly connector?: string; readonly tokenId?: string }) {
    const fields = { clientId: this.#client, clientSecret: this.#secret };
    const draft = await Draft.begin(this.house.admin, { fields, ...start });
    const page = await draft.connect(new Browser({ [PUBLIC_URL]: this.house.app.url }));
    if (page.status !== 200) throw new Error(`The consent failed: ${page.html}`);
    this.#id = (await draft.finish()).id;
  }

  async createAgain(): Promise<void> {
    await this.connect({ name: TOKEN_NAME, connector: connectorKeyOf(this.kind) });
  }

  async reconnect(): Promise<void> {
    await this.connect({ tokenId: this.#id });
  }

  /** The vendor has given the client a new secret, and takes it back when Done does not take it. */
  async correct(): Promise<string> {
    const clientSecret = `${this.#secret}+`;
    await this.register(clientSecret);
    const draft = await Draft.begin(this.house.admin, { tokenId: this.#id, fields: { clientSecret } });
    const { status, body } = await draft.done();
    if (status === 200) this.#secret = clientSecret;
    else await Promise.all([draft.discard(), this.register(this.#secret)]);
    return status === 200 ? 'renewed' : outcomeOf(body);
  }

  async setMood(mood: VendorMood): Promise<void> {
    await this.house.vendors.mood('dropbox', MOODS[mood]);
  }

  async becomes(age: Age): Promise<void> {
    const { expiresAt } = (await this.view()).body;
    const target = Date.parse(expiresAt) + (age === 'expired' ? A_WHILE : -JUST_BEFORE);
    this.house.clock.advance(Math.max(target - this.house.clock.now().getTime(), A_WHILE));
  }

  /** How a resolution ends, in the words of the model; and the generation that was handed out. */
  async resolve(): Promise<{ readonly outcome: string; readonly generation?: number }> {
    const { status, body } = await this.house.runner.post('/v1/resolutions', { name: TOKEN_NAME });
    if (status === 200) return { outcome: 'served', generation: body.token.generation };
    return { outcome: outcomeOf(body) };
  }

  async renewNow(): Promise<string> {
    const { status, body } = await this.house.admin.post(`${this.path}/renewal`, {});
    return status === 200 ? 'renewed' : outcomeOf(body);
  }

  async change(send: (admin: ApiClient, path: string) => Promise<Answer>, status = 200): Promise<void> {
    expectStatus(await send(this.house.admin, this.path), status);
  }

  /** Token and vendor are as the model says, and the vendor was called as often since the last check. */
  async check(model: TokenModel, calls: Expected['calls']): Promise<void> {
    const { status, body } = await this.view();
    const seen = status === 200 ? { state: body.state.name, generation: body.generation } : { state: 'gone' };
    const state = model.isDisabled ? 'disabled' : model.state;
    expect(seen).toEqual(model.exists ? { state, generation: model.generation } : { state: 'gone' });
    const renewals = await this.renewals();
    expect({ calls: renewals.length - this.#seenCalls }).toEqual({ calls });
    this.#seenCalls = renewals.length;
    const spentTwice = renewals.filter(({ notes }) => /^refresh-(replaced|reused)$/.test(notes?.fault ?? ''));
    expect({ spentTwice: spentTwice.length }).toEqual({ spentTwice: model.spentTwice });
  }

  /** Frees the name for the next run. */
  async discard(model: TokenModel): Promise<void> {
    if (model.exists) await this.change((admin, path) => admin.delete(`${path}?force=true`, { 'if-match': '*' }), 204);
  }

  private async register(secret: string): Promise<void> {
    const client = { id: this.#client, secret, redirectUris: [REDIRECT_URI], rotation: this.kind };
    await this.house.vendors.register('dropbox', client);
  }

  private view(): Promise<Answer> {
    return this.house.admin.get(this.path);
  }

  /** All that is no consent; what a mood refuses is not looked into, so its kind is not known. */
  private async renewals() {
    const calls = await this.house.vendors.journal('dropbox', 'token');
    return calls.filter(({ notes }) => notes?.grantType !== 'authorization_code');
  }
}

function outcomeOf({ code, remedy }: Json): string {
  if (code === 'token-not-found') return 'not-found';
  return code === 'token-disabled' ? 'disabled' : remedy;
}
