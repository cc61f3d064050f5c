import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { textAnswer } from '../stage/answer.js';
import { ControlRefusal, type Served, type Vendor, type VendorPlan } from '../stage/vendor.js';
import { oidcAccounts } from './accounts.js';
import { openProvider } from './provider.js';

const HOST = new URL(oidcAccounts.issuer).host;
/** Where people go with their browsers; everything else is asked by servers, which know the vendor by its own name. */
const FOR_BROWSERS = /^\/(auth|interaction|device(\/(?!auth)|\?|$)|session)/;

/** A generic OAuth 2.0 and OpenID Connect provider: the library `oidc-provider`, which nobody of this house wrote. */
export const oidc = {
  key: 'oidc',
  title: 'OIDC',
  hosts: [HOST],
  demo: oidcAccounts,
  async open(): Promise<Vendor> {
    let provider: Promise<Provider> | undefined;
    const opened = (): Promise<Provider> => {
      provider ??= openProvider();
      return provider;
    };
    return {
      routes: [],
      wording: {
        unknown: () => textAnswer(404, 'Not found.'),
        refuses: () => textAnswer(403, 'Refused.'),
        throttles: () => textAnswer(429, 'Too many requests.'),
        breaksDown: (_call, status) => textAnswer(status, 'Out of order.'),
      },
      serve: async (served) => answer(await opened(), served),
      register: () => {
        throw new ControlRefusal('The clients of this provider are fixed; see the accounts.');
      },
      accounts: () => oidcAccounts,
      revoke: () => 0,
    };
  },
} as const satisfies VendorPlan;

async function answer(provider: Provider, { request, response, target }: Served): Promise<void> {
  if (target.startsWith('/api/')) return whoAmI(provider, request, response);
  // A browser must find its way back to the sandbox, so its addresses are those that it used.
  Object.assign(request, { originalUrl: FOR_BROWSERS.test(target) ? request.url : target, url: target });
  if (!FOR_BROWSERS.test(target)) {
    Object.assign(request.headers, { 'x-forwarded-proto': 'https', 'x-forwarded-host': HOST });
  }
  await provider.callback()(request, response);
}

/** An API behind the provider: says for whom a token is. */
async function whoAmI(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const issued = (await provider.AccessToken.find(token)) ?? (await provider.ClientCredentials.find(token));
  const [status, body] = issued
    ? [200, { client: issued.clientId, person: issued.accountId, scope: issued.scope }]
    : [401, { error: 'invalid_token' }];
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
