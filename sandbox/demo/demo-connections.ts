import type { Sandbox } from '../sandbox.js';
import { sandboxAccounts } from '../vendors.js';
import { walkThroughConsent } from './browser-walk.js';
import { DEMO_FIELDS } from './demo-fields.js';
import { type Json, type LatchkeyClient, listIn, textIn } from './latchkey-client.js';

/** What an admin types for one connection; the demo types the sandbox's own values. */
export interface DemoConnection {
  readonly name: string;
  readonly connector: string;
  readonly method: string;
  readonly fields: Json;
  readonly needsConsent: boolean;
  readonly issues: boolean;
}

const { salesforce, dropbox, google, microsoft, netsuite } = sandboxAccounts;

/** The four stories: exchange, consent twice, and signed requests. */
export const DEMO_CONNECTIONS: readonly DemoConnection[] = [
  {
    name: 'Redox Clinic',
    connector: 'redox',
    method: 'api-key',
    fields: DEMO_FIELDS.redox['api-key'],
    needsConsent: false,
    issues: true,
  },
  {
    name: 'Salesforce Care',
    connector: 'salesforce',
    method: 'oauth2',
    fields: DEMO_FIELDS.salesforce.oauth2,
    needsConsent: true,
    issues: true,
  },
  {
    name: 'NetSuite Books',
    connector: 'netsuite',
    method: 'token-based',
    fields: DEMO_FIELDS.netsuite['token-based'],
    needsConsent: false,
    issues: false,
  },
  {
    name: 'Dropbox Files',
    connector: 'dropbox',
    method: 'oauth2',
    fields: DEMO_FIELDS.dropbox.oauth2,
    needsConsent: true,
    issues: true,
  },
];

/** Does what an admin does: fill the form, get a token or test the connection, Done. Returns the new generation. */
export async function connect(
  admin: LatchkeyClient,
  connection: DemoConnection,
  replaces?: { readonly tokenId: string },
): Promise<number> {
  const { name, connector, method, fields } = connection;
  const beginning = replaces ?? { connector, method, name };
  const draft = textIn(await admin.post('/v1/drafts', { ...beginning, fields }), 'id');
  if (connection.issues) await issue(admin, draft);
  else await admin.post(`/v1/drafts/${draft}/test`);
  const done = await admin.post(`/v1/drafts/${draft}/done`);
  return Number(done.generation);
}

async function issue(admin: LatchkeyClient, draft: string): Promise<void> {
  const answer = await admin.post(`/v1/drafts/${draft}/issuance`);
  if (answer.outcome === 'consent-required') await walkThroughConsent(textIn(answer, 'consentUrl'));
}

/** Those of the demo that are connected already, by name. */
export async function connectedNames(admin: LatchkeyClient): Promise<ReadonlyMap<string, Json>> {
  const known = new Map<string, Json>();
  for (const { name } of DEMO_CONNECTIONS) {
    const found = await admin.get(`/v1/access-tokens?scope=global&search=${encodeURIComponent(name)}`);
    for (const token of listIn(found, 'items')) known.set(textIn(token, 'name'), token);
  }
  return known;
}

/** Dropbox under the other of its two demo apps: what an admin does when an app secret has to be replaced. */
export async function replaceDropboxCredentials(admin: LatchkeyClient): Promise<number> {
  const live = (await connectedNames(admin)).get('Dropbox Files');
  const template = DEMO_CONNECTIONS.find(({ connector }) => connector === 'dropbox');
  if (!live || !template) throw new Error('Dropbox is not connected.');
  const usesFirst = (live.fields as Json).appKey === dropbox.app.id;
  const { id, secret } = usesFirst ? dropbox.secondApp : dropbox.app;
  const fields = { appKey: id, appSecret: secret };
  return connect(admin, { ...template, fields }, { tokenId: textIn(live, 'id') });
}

/** Tells the stand-ins the redirect URI of this server, as an admin tells it to the vendors' app consoles. */
export async function registerRedirectUri(sandbox: Sandbox, redirectUri: string): Promise<void> {
  const clients = [
    { vendor: 'dropbox', client: dropbox.app },
    { vendor: 'dropbox', client: dropbox.secondApp },
    { vendor: 'google', client: google.app },
    { vendor: 'microsoft', client: microsoft.app },
    { vendor: 'netsuite', client: netsuite.client },
    { vendor: 'salesforce', client: salesforce.externalClientApp },
  ] as const;
  for (const { vendor, client } of clients) {
    const response = await fetch(`${sandbox.vendors[vendor].url}/_sandbox/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...client, redirectUris: [redirectUri] }),
    });
    if (!response.ok) throw new Error(`The sandbox refused a registration: ${await response.text()}`);
  }
}
