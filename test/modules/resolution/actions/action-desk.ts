import { dropboxAccounts } from '../../../../sandbox/dropbox/accounts.js';
import { googleAccounts } from '../../../../sandbox/google/accounts.js';
import type { Answer, Json } from '../../../support/api-client.js';
import { engines } from '../../../support/databases.js';
import type { Browser } from '../../../support/story/browser.js';
import { DROPBOX_FIELDS } from '../../../support/story/connected-tokens.js';
import { Draft, type DraftStart, expectStatus } from '../../../support/story/drafts.js';
import { Latchkey } from '../../../support/story/latchkey.js';
import type { Vendors } from '../../../support/story/vendors.js';
import { ProcessDesk } from '../../../workflows/support/process-desk.js';

const TOKENS = ['Files', 'Team', 'Drive', 'Robot'];

/** Latchkey beside the sandbox vendors, in this process or in one of its own. */
export interface ActionHouse {
  readonly app: { readonly url: string };
  readonly vendors: Vendors;
  browser(): Browser;
  close(): Promise<void>;
}

/** An app with a token of each kind for files, beside the sandbox vendors. */
export class ActionDesk {
  private constructor(
    readonly latchkey: ActionHouse,
    readonly processes: ProcessDesk,
  ) {}

  static async open(): Promise<ActionDesk> {
    const [, createDatabase] = engines[0] ?? [];
    if (!createDatabase) throw new Error('There is no database to test with');
    return ActionDesk.at(await Latchkey.start(createDatabase));
  }

  static async at(latchkey: ActionHouse): Promise<ActionDesk> {
    const processes = await ProcessDesk.open(latchkey.app);
    const { caller, appId } = processes;
    const declared = await caller.patch(`/v1/apps/${appId}`, { declaredTokens: TOKENS }, { 'if-match': '*' });
    expectStatus(declared, 200);
    const desk = new ActionDesk(latchkey, processes);
    await desk.consent({ connector: 'dropbox', name: 'Files', fields: DROPBOX_FIELDS });
    const { id, secret } = dropboxAccounts.teamApp;
    const fields = { appKey: id, appSecret: secret, account: 'team' };
    await desk.consent({ connector: 'dropbox', name: 'Team', fields });
    await desk.connectDrive('Drive');
    await desk.connectRobot();
    return desk;
  }

  /** A person's Google Drive. */
  async connectDrive(name: string, fields: Readonly<Record<string, string>> = {}): Promise<Json> {
    const { id, secret } = googleAccounts.app;
    return this.consent({
      connector: 'google-drive',
      method: 'oauth2',
      name,
      fields: { clientId: id, clientSecret: secret, ...fields },
    });
  }

  /** What an action gives. */
  async run(call: string, token: string, inputs: Readonly<Record<string, unknown>> = {}): Promise<Json> {
    return expectStatus(await this.ask(call, token, inputs), 200).body.output;
  }

  ask(call: string, token: string, inputs: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    return this.processes.caller.post(this.path(call), { token, with: inputs });
  }

  /** The raw answer of an action that yields a file. */
  download(call: string, token: string, inputs: Readonly<Record<string, unknown>>): Promise<Response> {
    return this.fetch(call, JSON.stringify({ token, with: inputs }), { 'content-type': 'application/json' });
  }

  /** A file as a part of the request. */
  upload(call: string, token: string, parts: UploadParts): Promise<Response> {
    const form = new FormData();
    form.set('token', token);
    form.set('with', JSON.stringify(parts.with));
    form.set('content', parts.content, parts.name);
    return this.fetch(call, form);
  }

  /** Whatever the test writes. */
  async send(call: string, body: string | FormData, headers: Readonly<Record<string, string>> = {}): Promise<Sent> {
    const answer = await this.fetch(call, body, headers);
    return { status: answer.status, body: await answer.json() };
  }

  async close(): Promise<void> {
    await this.latchkey.close();
  }

  path(call: string): string {
    return `/v1/apps/${this.processes.appId}/actions/${call}`;
  }

  private fetch(call: string, body: string | FormData, headers: Readonly<Record<string, string>> = {}) {
    const { key } = this.processes.caller;
    return fetch(`${this.latchkey.app.url}${this.path(call)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, ...headers },
      body,
    });
  }

  private async consent(start: DraftStart): Promise<Json> {
    const draft = await Draft.begin(this.processes.caller, start);
    const page = await draft.connect(this.latchkey.browser());
    if (page.status !== 200) throw new Error(`The consent failed: ${page.html}`);
    return draft.finish();
  }

  private async connectRobot(): Promise<Json> {
    const { email, privateKeyPem, keyId } = googleAccounts.serviceAccount;
    const draft = await Draft.begin(this.processes.caller, {
      connector: 'google-drive',
      method: 'service-account',
      name: 'Robot',
      fields: { email, privateKey: privateKeyPem, keyId },
    });
    expectStatus(await draft.getToken(), 200);
    return draft.finish();
  }
}

export interface UploadParts {
  readonly with: Readonly<Record<string, unknown>>;
  readonly content: Blob;
  readonly name: string;
}

interface Sent {
  readonly status: number;
  readonly body: unknown;
}
