import { microsoftAccounts } from '../../../../sandbox/microsoft/accounts.js';
import { type Sandbox, startSandbox } from '../../../../sandbox/sandbox.js';
import { ActionFile } from '../../../../src/connectors/contract/action-file.js';
import type { Connection } from '../../../../src/connectors/contract/connection.js';
import type { Credential } from '../../../../src/connectors/contract/credential.js';
import { Secret } from '../../../../src/kernel/secret.js';
import { hostMapping } from '../../../../src/kernel/setting.js';
import type { Json } from '../../../support/api-client.js';
import { type ConnectorsWing, openConnectorsWing } from '../../../support/connectors-wing.js';

export const MEGABYTE = 1024 * 1024;
const REDIRECT = 'http://localhost:3000/oauth/callback';
const { app, tenant, certificatePem, privateKeyPem } = microsoftAccounts;

type Inputs = Readonly<Record<string, unknown>>;
type Typed = Readonly<Record<string, string>>;

/** The connector beside its stand-in, with a person's credential for the site of the clinic. */
export class SharePointHouse {
  credential: Credential | undefined;
  /** The id of the site. */
  site = '';

  private constructor(
    private readonly sandbox: Sandbox,
    readonly wing: ConnectorsWing,
  ) {}

  static async open(): Promise<SharePointHouse> {
    const sandbox = await startSandbox({ vendors: ['microsoft'] });
    const wing = await openConnectorsWing({ sandboxHosts: hostMapping(sandbox.hosts) });
    wing.clock.advance(Date.now() - wing.clock.now().getTime());
    const house = new SharePointHouse(sandbox, wing);
    house.credential = wing.service.present(await house.consented({ tenant: tenant.domain }));
    house.site = (await house.run('findSite', { url: 'https://contoso.sharepoint.com/sites/clinic' })).id;
    return house;
  }

  async close(): Promise<void> {
    await this.wing.close();
    await this.sandbox.close();
  }

  typed(method: string, fields: Typed): Connection {
    const name = { connector: 'sharepoint', method };
    return { ...name, values: this.wing.service.parseFields(name, fields).values };
  }

  async issued(method: string, fields: Typed): Promise<Connection> {
    const connection = this.typed(method, fields);
    return { ...connection, issued: await this.wing.service.issue(connection) };
  }

  /** A person opens the consent page and presses Allow. */
  async consented(fields: Typed): Promise<Connection> {
    const proof = 'proof' in fields ? {} : { clientSecret: app.secret };
    const connection = this.typed('delegated', { clientId: app.id, ...proof, ...fields });
    const consent = await this.wing.service.begin(connection, { redirectUri: REDIRECT });
    const page = await (await fetch(consent.url)).text();
    const ticket = /name="ticket" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const body = new URLSearchParams({ ticket, decision: 'allow' });
    const answer = await fetch(consent.url.split('?')[0] ?? '', { method: 'POST', redirect: 'manual', body });
    const callback = new URL(answer.headers.get('location') ?? 'about:blank').searchParams;
    const grant = {
      code: new Secret(callback.get('code') ?? ''),
      redirectUri: REDIRECT,
      ...(consent.codeVerifier && { codeVerifier: consent.codeVerifier }),
    };
    return { ...connection, issued: await this.wing.service.issue(connection, grant) };
  }

  run(action: string, inputs: Inputs, by = this.own): Promise<Json> {
    return this.wing.service.runAction(by, `sharepoint.${action}`, inputs);
  }

  open(inputs: Inputs, by = this.own): Promise<ActionFile> {
    return this.wing.service.openFile(by, 'sharepoint.downloadFile', inputs);
  }

  upload(content: ActionFile, path: string, more: { progress?(note: unknown): void } = {}): Promise<Json> {
    const use = { credential: this.own, files: { content }, ...more };
    return this.wing.service.runAction(use, 'sharepoint.uploadFile', { site: this.site, path });
  }

  async choices(action: string, input: string, inputs: Inputs) {
    const wanted = { call: `sharepoint.${action}`, input, inputs };
    return (await this.wing.service.loadChoices(this.own, wanted)).choices;
  }

  async control(method: string, door: string, body?: unknown): Promise<Json> {
    const request = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await fetch(`${this.sandbox.vendors.microsoft.url}/_sandbox/${door}`, request);
    const text = await answer.text();
    return text === '' ? {} : JSON.parse(text);
  }

  /** Also forgets what the journal has. */
  async moods(...list: readonly object[]): Promise<void> {
    await this.control('PUT', 'moods', list);
    await this.control('DELETE', 'journal');
  }

  async journal(endpoint: string): Promise<readonly Json[]> {
    return (await this.control('GET', `journal?endpoint=${endpoint}`)).calls;
  }

  private get own(): Credential {
    if (this.credential === undefined) throw new Error('Nobody has consented yet.');
    return this.credential;
  }
}

/** What an app proves itself with instead of a secret. */
export const CERTIFICATE = { proof: 'certificate', certificate: certificatePem, privateKey: privateKeyPem };

/** Bytes of which each mebibyte is another. */
export async function* bytes(size: number, watch?: (piece: Buffer) => unknown): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < size; sent += MEGABYTE) {
    const piece = Buffer.alloc(Math.min(MEGABYTE, size - sent), sent / MEGABYTE);
    await watch?.(piece);
    yield piece;
  }
}

export function large(name: string, size: number): ActionFile {
  return new ActionFile({ name, size }, { open: () => bytes(size) });
}
