import type { Answer, ApiClient, Json } from '../api-client.js';
import type { Browser, Page } from './browser.js';

export interface DraftStart {
  readonly connector?: string;
  readonly method?: string;
  readonly appId?: string;
  readonly tokenId?: string;
  readonly name?: string;
  readonly description?: string;
  readonly renewalRate?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** The configuration screen of an access token, button by button. */
export class Draft {
  private constructor(
    private readonly caller: ApiClient,
    readonly id: string,
  ) {}

  static async begin(caller: ApiClient, start: DraftStart): Promise<Draft> {
    const { body } = expectStatus(await caller.post('/v1/drafts', start), 201);
    return new Draft(caller, body.id);
  }

  get path(): string {
    return `/v1/drafts/${this.id}`;
  }

  /** What the screen shows. */
  async view(): Promise<Json> {
    return expectStatus(await this.caller.get(this.path), 200).body;
  }

  change(change: DraftStart): Promise<Answer> {
    return this.caller.patch(this.path, change);
  }

  async fill(fields: Readonly<Record<string, unknown>>): Promise<Json> {
    return expectStatus(await this.change({ fields }), 200).body;
  }

  async named(name: string): Promise<Json> {
    return expectStatus(await this.change({ name }), 200).body;
  }

  /** The button "Get OAuth 2.0 Access Token". */
  getToken(): Promise<Answer> {
    return this.caller.post(`${this.path}/issuance`, {});
  }

  /** The same button where somebody has to consent: the link for the browser. */
  async consentLink(): Promise<string> {
    const { body } = expectStatus(await this.getToken(), 200);
    if (body.outcome !== 'consent-required') throw new Error(`No consent is wanted: ${JSON.stringify(body)}`);
    return body.consentUrl;
  }

  /** Button, vendor's page, Allow or Deny, and the page that ends the popup. */
  async connect(browser: Browser, decision: 'allow' | 'deny' = 'allow'): Promise<Page> {
    return browser.consent(await this.consentLink(), decision);
  }

  /** The button "Test Connection". */
  test(): Promise<Answer> {
    return this.caller.post(`${this.path}/test`, {});
  }

  /** The button "Done". */
  done(options: { readonly acceptUnproved?: boolean } = {}, query = ''): Promise<Answer> {
    return this.caller.post(`${this.path}/done${query}`, options);
  }

  /** Done, which must succeed: the token. */
  async finish(): Promise<Json> {
    return expectStatus(await this.done(), 200).body;
  }

  discard(): Promise<Answer> {
    return this.caller.delete(this.path);
  }
}

/** Setup that fails must say why. */
export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status === status) return answer;
  throw new Error(`Expected ${status}, but got ${answer.status}: ${JSON.stringify(answer.body)}`);
}
