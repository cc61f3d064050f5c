import { randomUUID } from 'node:crypto';
import type { JWK } from 'jose';
import { asRecord, textOf } from '../stage/call.js';
import type { State } from '../stage/state.js';
import { ControlRefusal } from '../stage/vendor.js';
import type { LegacyKey, OAuthKey, RedoxEnvironment } from './accounts.js';
import type { RedoxState } from './desk.js';

const ENVIRONMENTS: readonly RedoxEnvironment[] = ['Development', 'Staging', 'Production'];

/** `{apiKey, secret}` registers a legacy key, `{clientId, keys: [public JWK]}` an OAuth key; both take `environment`, `name`. */
export function registerKey(account: Record<string, unknown>, state: State<RedoxState>): LegacyKey | OAuthKey {
  const environment = ENVIRONMENTS.find((candidate) => candidate === account.environment) ?? 'Development';
  const source = { ID: randomUUID(), Name: textOf(account, 'name') ?? 'Registered source' };
  const clientId = textOf(account, 'clientId');
  if (clientId) {
    const key: OAuthKey = { clientId, keys: publicKeys(account.keys), environment, source };
    return state.change(({ oauthKeys }) => {
      oauthKeys.set(clientId, key);
      return key;
    });
  }
  const apiKey = textOf(account, 'apiKey');
  const secret = textOf(account, 'secret');
  if (!apiKey || !secret) throw new ControlRefusal('Send "apiKey" and "secret", or "clientId" and "keys".');
  const key: LegacyKey = { apiKey, secret, environment, source };
  return state.change(({ legacyKeys }) => {
    legacyKeys.set(apiKey, key);
    return key;
  });
}

function publicKeys(value: unknown): readonly JWK[] {
  const keys = Array.isArray(value) ? value.map(asRecord) : [];
  if (keys.length === 0) throw new ControlRefusal('"keys" must be a list of public JWKs.');
  return keys.map((key) => {
    if (key === undefined || typeof key.kid !== 'string') throw new ControlRefusal('Every key needs a "kid".');
    if ('d' in key) throw new ControlRefusal('Send public keys only: one has the private member "d".');
    return key;
  });
}
