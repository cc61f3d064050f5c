import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { CallLimits } from '../../contract/call-limits.js';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { choice, secret, text } from '../../contract/fields.js';
import { REDOX_ACTIONS } from './redox.actions.js';

const API_HOST = 'api.redoxengine.com';
const API = `https://${API_HOST}`;

// All environments share one host: the key alone decides, and this says which it is.
const environment = choice('Environment', 'Environment of the key in the Redox dashboard', {
  development: 'Development',
  staging: 'Staging',
  production: 'Production',
});

/** docs.redoxengine.com, Authenticate an OAuth API key. */
const HOSTS: Readonly<Record<string, string>> = { us: API_HOST, ca: 'api.ca.redoxengine.com' };

function hostOf({ region }: { readonly region: string }): string {
  return HOSTS[region] ?? API_HOST;
}

/** Health data exchange with Redox. */
@Injectable()
export class RedoxConnector implements Connector {
  readonly key = 'redox';
  readonly title = 'Redox';
  readonly docs = 'https://docs.redoxengine.com/getting-started/authenticate/';
  readonly category = 'healthcare';
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'lifetimes', 'screens'],
    community: true,
    sources: [
      'https://docs.redoxengine.com/getting-started/authenticate/',
      'https://developer.redoxengine.com/data-models/',
      'https://docs.redoxengine.com/api-reference/quotas-and-constraints/',
    ],
  };
  readonly quirks = [
    'A message that was sent is accepted by Redox, and not yet delivered.',
    'All environments share one host: a key of the wrong environment fails nowhere, it delivers to the wrong place.',
    'Legacy keys can no longer be made, and work with data models only; FHIR needs an OAuth API key.',
    'A token of an OAuth API key lives five minutes and has no refresh token: each next one is asked for with the key.',
    'The limit of calls counts all keys that call from one address together.',
  ];
  readonly hosts = [API_HOST];
  readonly actions = REDOX_ACTIONS;
  // Of all keys that call from one address together (docs.redoxengine.com, Quotas and constraints).
  readonly limits: CallLimits = { perHost: { rate: { calls: 10_000, perMs: 300_000 } } };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API Key and Secret (legacy)',
      fields: {
        environment,
        apiKey: text('API Key', 'Overview tab of the source, API Key'),
        secret: secret('Secret', 'Overview tab of the source, Secret'),
      },
      setup: [
        'In the Redox dashboard, choose the environment and open the source.',
        'On its Overview tab, copy the API Key and the Secret into this form.',
        'Accounts made today have OAuth API keys only: use the other method for them.',
      ],
      scheme: {
        kind: 'key-exchange',
        issue: ({ apiKey, secret }) => ({ url: `${API}/auth/authenticate`, body: { apiKey, secret } }),
        renew: ({ apiKey }, refreshToken) => ({ url: `${API}/auth/refreshToken`, body: { apiKey, refreshToken } }),
        answer: { accessToken: 'accessToken', refreshToken: 'refreshToken', expiresAt: 'expires' },
        // A wrong key or secret is answered in plain text.
        statusJudgements: { 400: 'configure', 401: 'configure' },
      },
      renewal: {
        rates: ['disabled', 'every-15-minutes', 'every-half-hour', 'every-hour'],
        defaultRate: 'every-hour',
        // A day (docs.redoxengine.com, Authenticate with a legacy API key); each answer states the instant.
        accessLifetime: { seconds: 86_400 },
        // 10,000 requests in five minutes from one address (docs.redoxengine.com, Rate limits): about 33 a second.
        renewalsAtOnce: 6,
        // The answer to a refresh has a refresh token, which may be another (same page). Its life is not documented, and
        // does not matter: key and secret bring a new pair whenever a refresh is refused.
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => API,
      // Redox knows no identity call.
      probe: ({ apiKey }) => ({ kind: 'exchange', identity: `API key ending in ${apiKey.slice(-4)}` }),
    }),
    method({
      key: 'oauth-api-key',
      title: 'OAuth API Key (signed JWT)',
      fields: {
        environment,
        region: choice('Region', 'Where your Redox organization is', { us: 'United States', ca: 'Canada' }),
        clientId: text('Client ID', 'Developer > API keys, the OAuth API key, Client ID'),
        keyId: text('Key ID', 'The "kid" of the public key that you registered'),
        algorithm: choice('Algorithm', 'The "alg" of the public key that you registered', {
          RS384: 'RS384 (RSA)',
          ES384: 'ES384 (elliptic curve)',
        }),
        privateKey: secret('Private Key', 'The private half of the registered key: PEM or JWK', { multiline: true }),
      },
      setup: [
        'Make a key pair (RSA 2048 or longer, or P-384) and keep its private half.',
        'In the Redox dashboard, choose the environment, open Developer > API keys and create an OAuth API key.',
        'Register the public half as a JWK with a "kid", or the address of your JWKS.',
        'Copy the Client ID, the "kid" and the private key into this form.',
      ],
      scheme: {
        kind: 'client-credentials',
        tokenUrl: (values) => `https://${hostOf(values)}/v2/auth/token`,
        client: ({ clientId, keyId, algorithm, privateKey }) => ({
          id: clientId,
          sentIn: 'assertion',
          key: { algorithm: algorithm === 'ES384' ? 'ES384' : 'RS384', privateKey, keyId },
          // The documented request has none.
          isNamedInBody: false,
        }),
        scopes: [],
        // An assertion that Redox cannot match with a registered key.
        judgements: { invalid_request: 'configure', unsupported_grant_type: 'ours' },
      },
      renewal: {
        // Tokens are issued afresh when asked for: a rate has no meaning here.
        rates: ['disabled'],
        defaultRate: 'disabled',
        // expires_in is 300 (docs.redoxengine.com, Authenticate an OAuth API key).
        accessLifetime: { seconds: 300 },
        // The limit counts all requests from one address, whichever key they carry.
        renewalsAtOnce: 6,
        rotatesRefreshToken: 'never',
      },
      hosts: (values) => [hostOf(values)],
      baseUrl: (values) => `https://${hostOf(values)}`,
      probe: ({ clientId }) => ({ kind: 'exchange', identity: `client ${clientId}` }),
    }),
  ];

  readonly apiErrors: ApiErrorFacts = {
    // A data model message, and an OperationOutcome of FHIR.
    codeAt: [
      ['Meta', 'Errors', 0, 'Type'],
      ['issue', 0, 'code'],
    ],
    messageAt: [
      ['Meta', 'Errors', 0, 'Text'],
      ['issue', 0, 'details', 'text'],
      ['issue', 0, 'diagnostics'],
    ],
    // Redox documents 403 for a wrong verb, destination or event type.
    statusJudgements: { 403: 'fix-request' },
  };
}
