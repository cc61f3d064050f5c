import type Provider from 'oidc-provider';
import { newRsaKey } from '../oauth/new-key.js';
import { oidcAccounts, registeredClients } from './accounts.js';

const ACCESS_SECONDS = 600;

/**
 * The certified library with strict settings: PKCE for every client, refresh tokens that rotate, a reuse that ends the
 * grant. It is loaded when the first request comes, because it takes longer to start than all other stand-ins.
 */
export async function openProvider(): Promise<Provider> {
  const { default: OidcProvider } = await import('oidc-provider');
  const provider = new OidcProvider(oidcAccounts.issuer, {
    clients: registeredClients(),
    jwks: { keys: [{ ...newRsaKey(2048).export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['sandbox'] },
    features: { clientCredentials: { enabled: true }, deviceFlow: { enabled: true } },
    enabledJWA: { clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256'] },
    scopes: ['openid', 'offline_access', 'email'],
    claims: { openid: ['sub'], email: ['email'] },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@sandbox.example` }),
    }),
    pkce: { required: () => true },
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    ttl: { AccessToken: ACCESS_SECONDS, ClientCredentials: ACCESS_SECONDS, Grant: 86_400, RefreshToken: 86_400 },
  });
  provider.proxy = true;
  return provider;
}
