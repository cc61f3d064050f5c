import { parseClient } from '../oauth/registration.js';
import { asRecord, textOf } from '../stage/call.js';
import type { State } from '../stage/state.js';
import { ControlRefusal } from '../stage/vendor.js';
import type { Integration, NetsuiteClient, NetsuiteToken } from './accounts.js';
import type { NetsuiteState } from './desk.js';
import { demoRecords } from './records/record-store.js';

/**
 * `{account, consumerKey, consumerSecret}` registers an integration, with `{tokenId, tokenSecret}` a token of it too;
 * `{account, id, redirectUris, certificates?}` an OAuth 2.0 client. An account that is new is opened with the demo's records.
 */
export function registerAccount(body: Record<string, unknown>, state: State<NetsuiteState>): unknown {
  if (textOf(body, 'id') !== undefined) return registerClient(body, state);
  const integration = readIntegration(body, state);
  state.change(({ integrations }) => integrations.set(integration.consumerKey, integration));
  const token = readToken(body, integration.consumerKey);
  if (token === undefined) return { integration };
  state.change(({ tokens }) => tokens.set(token.tokenId, token));
  return { integration, token };
}

function readIntegration(body: Record<string, unknown>, state: State<NetsuiteState>): Integration {
  const consumerKey = textOf(body, 'consumerKey') ?? '';
  const known = state.data.integrations.get(consumerKey);
  const consumerSecret = textOf(body, 'consumerSecret') ?? known?.consumerSecret;
  if (!consumerKey || !consumerSecret) {
    throw new ControlRefusal('An integration needs "account", "consumerKey" and "consumerSecret".');
  }
  const account = openAccount(textOf(body, 'account') ?? known?.account, state);
  return { consumerKey, consumerSecret, account, isBlocked: body.isBlocked === true };
}

function readToken(body: Record<string, unknown>, consumerKey: string): NetsuiteToken | undefined {
  const tokenId = textOf(body, 'tokenId');
  const tokenSecret = textOf(body, 'tokenSecret');
  if (!tokenId || !tokenSecret) return undefined;
  return { tokenId, tokenSecret, consumerKey, user: textOf(body, 'user') ?? '5', role: textOf(body, 'role') ?? '3' };
}

function registerClient(body: Record<string, unknown>, state: State<NetsuiteState>): NetsuiteClient {
  const client: NetsuiteClient = {
    ...parseClient(body, { scopes: ['restlets', 'rest_webservices'], pkce: 'required', rotation: 'static' }),
    account: openAccount(textOf(body, 'account'), state),
    certificates: Array.isArray(body.certificates) ? body.certificates.map((key) => asRecord(key) ?? {}) : [],
    user: textOf(body, 'user') ?? '5',
    role: textOf(body, 'role') ?? '3',
  };
  state.change(({ clients }) => clients.set(client.id, client));
  return client;
}

function openAccount(account: string | undefined, state: State<NetsuiteState>): string {
  if (account === undefined || !/^[A-Z0-9]+(_[A-Z0-9]+)?$/.test(account)) {
    throw new ControlRefusal('"account" is an account id such as 1234567 or 1234567_SB1.');
  }
  if (!state.data.accounts.includes(account)) {
    state.change(({ accounts, records }) => {
      accounts.push(account);
      for (const [id, tables] of demoRecords([account])) records.set(id, tables);
    });
  }
  return account;
}
