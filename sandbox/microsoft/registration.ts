import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import { parseClient } from '../oauth/registration.js';
import { asRecord, textOf } from '../stage/call.js';
import type { State } from '../stage/state.js';
import { ControlRefusal } from '../stage/vendor.js';
import { MICROSOFT_SCOPES, type MicrosoftApp } from './accounts.js';
import type { MicrosoftState } from './desk.js';

/** An app registration: an OAuth client with `tenantId`?, `roles`?, `grantedSites`? (paths) and `certificates`? (public JWKs with thumbprints). */
export function registerApp(account: Record<string, unknown>, state: State<MicrosoftState>): MicrosoftApp {
  const client = parseClient(account, { scopes: MICROSOFT_SCOPES, pkce: 'optional', rotation: 'rotates-and-keeps' });
  const tenantId = textOf(account, 'tenantId');
  const app: MicrosoftApp = {
    ...client,
    secret: client.secret ?? randomBytes(20).toString('base64url'),
    ...(tenantId === undefined ? {} : { tenantId }),
    roles: texts(account.roles),
    grantedSites: texts(account.grantedSites),
    certificates: certificates(account.certificates ?? []),
  };
  state.change(({ apps }) => apps.set(app.id, app));
  return app;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function certificates(value: unknown): readonly JWK[] {
  if (!Array.isArray(value)) throw new ControlRefusal('"certificates" must be a list of public JWKs.');
  return value.map((item: unknown) => {
    const key = asRecord(item);
    if (key === undefined || (key.x5t === undefined && key['x5t#S256'] === undefined)) {
      throw new ControlRefusal('Every certificate needs "x5t" or "x5t#S256".');
    }
    if ('d' in key) throw new ControlRefusal('Send public keys only: one has the private member "d".');
    return key;
  });
}
