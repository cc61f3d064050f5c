import { makeDemoKey, pemOf, publicHalf } from '../oauth/demo-key.js';

const REDIRECT_URIS = ['http://localhost:3000/oauth/callback'];
const SECRET = 'sandbox secret: 100% + more & so on';
const RSA = makeDemoKey('RS256');
const EC = makeDemoKey('ES256');

/** Clients of the generic provider, one for each way in which a client shows who it is. */
export const oidcAccounts = {
  issuer: 'https://oidc.sandbox.example',
  clients: {
    'web-basic': { secret: SECRET, authentication: 'client_secret_basic' },
    'web-post': { secret: SECRET, authentication: 'client_secret_post' },
    'web-key': { privateKeyPem: pemOf(RSA), keyId: RSA.kid, algorithm: 'PS256', authentication: 'private_key_jwt' },
    'machine-key': { privateKeyPem: pemOf(EC), keyId: EC.kid, algorithm: 'ES256', authentication: 'private_key_jwt' },
    public: { authentication: 'none' },
  },
} as const;

const CONSENTS = ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'];
const BOTH = [...CONSENTS, 'client_credentials'];

/** The same clients as the library wants them registered. */
export function registeredClients(): readonly object[] {
  const client = (id: string, method: string, more: object = {}) => ({
    client_id: id,
    redirect_uris: REDIRECT_URIS,
    response_types: ['code'],
    grant_types: BOTH,
    token_endpoint_auth_method: method,
    ...more,
  });
  return [
    client('web-basic', 'client_secret_basic', { client_secret: SECRET }),
    client('web-post', 'client_secret_post', { client_secret: SECRET }),
    client('web-key', 'private_key_jwt', keyOf('PS256', { ...publicHalf(RSA), alg: 'PS256' })),
    client('machine-key', 'private_key_jwt', keyOf('ES256', publicHalf(EC))),
    client('public', 'none', { grant_types: CONSENTS }),
  ];
}

function keyOf(algorithm: string, key: object): object {
  return { token_endpoint_auth_signing_alg: algorithm, jwks: { keys: [key] } };
}
