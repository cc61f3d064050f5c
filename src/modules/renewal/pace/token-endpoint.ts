import { LRUCache } from 'lru-cache';
import type { Method } from '../../../connectors/contract/connector.js';
import type { FieldValues } from '../../../connectors/contract/fields.js';
import type { Scheme } from '../../../connectors/contract/scheme.js';
import { Secret } from '../../../kernel/secret.js';
import type { AccessToken } from '../../tokens/access-token.entity.js';

/** Where a token is renewed. What fails there fails for all tokens of that address. */
export interface TokenEndpoint {
  readonly host: string;
  /** Host and path; the path because one host may serve many services. */
  readonly address: string;
}

/** By their addresses, which few methods make and each renewal asks for more than once. */
const known = new LRUCache<string, TokenEndpoint>({ max: 1_000 });

export type RenewedToken = Pick<AccessToken, 'connector' | 'method' | 'plainFields' | 'secretKeys'>;

/** Read off the facts and the plain fields: no vendor's address grows from a secret, so nothing is opened for it. */
export function tokenEndpointOf({ scheme }: Pick<Method, 'scheme'>, token: RenewedToken): TokenEndpoint {
  const text = addressOf(scheme, vendorValuesOf(token));
  if (text === undefined) return unknownPlace(token);
  const endpoint = known.get(text) ?? endpointAt(text);
  if (endpoint === undefined) return unknownPlace(token);
  known.set(text, endpoint);
  return endpoint;
}

function endpointAt(text: string): TokenEndpoint | undefined {
  if (!URL.canParse(text)) return undefined;
  const { host, pathname } = new URL(text);
  return { host, address: host + pathname };
}

const CLOSED = new Secret('');

/** What a connector's facts may be asked with, without opening anything: secrets are empty. */
export function vendorValuesOf({ plainFields, secretKeys }: RenewedToken): FieldValues {
  const values: Record<string, string | Secret> = { ...plainFields };
  for (const key of secretKeys) values[key] = CLOSED;
  return values;
}

function addressOf(scheme: Scheme, values: FieldValues): string | undefined {
  switch (scheme.kind) {
    case 'authorization-code':
    case 'client-credentials':
    case 'jwt-bearer':
    case 'device-code':
    case 'signed-consent':
    case 'token-exchange':
      return scheme.tokenUrl(values);
    case 'key-exchange':
      return scheme.issue(values).url;
    case 'signed-request':
    case 'static-secret':
      return undefined;
  }
}

function unknownPlace({ connector, method }: RenewedToken): TokenEndpoint {
  return { host: connector, address: `${connector} ${method}` };
}
