import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import { type Connector, method } from '../../contract/connector.js';
import { choice, secret, text } from '../../contract/fields.js';
import { REDOX_ACTIONS } from './redox.actions.js';

const API = 'https://api.redoxengine.com';
const TOKEN_URL = `${API}/v2/auth/token`;

// All environments share one host: the key alone decides. Development is the only one that is supported.
const environment = choice('Environment', 'Environment of the key in the Redox dashboard', {
  development: 'Development',
});

/** Health data exchange with Redox. */
@Injectable()
export class RedoxConnector implements Connector {
  readonly key = 'redox';
  readonly title = 'Redox';
  readonly docs = 'https://docs.redoxengine.com/getting-started/authenticate/';
  readonly hosts = ['api.redoxengine.com'];
  readonly actions = REDOX_ACTIONS;

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
        'In the Redox dashboard, open the source in the Development environment.',
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
        'In the Redox dashboard, open Developer > API keys in the Development environment and create an OAuth API key.',
        'Register the public half as a JWK with a "kid", or the address of your JWKS.',
        'Copy the Client ID, the "kid" and the private key into this form.',
      ],
      scheme: {
        kind: 'client-credentials',
        tokenUrl: () => TOKEN_URL,
        assertion: ({ clientId, keyId, algorithm, privateKey }) => ({
          algorithm: algorithm === 'ES384' ? 'ES384' : 'RS384',
          privateKey,
          keyId,
          issuer: clientId,
          subject: clientId,
          lifetimeSeconds: 300,
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
      baseUrl: () => API,
      probe: ({ clientId }) => ({ kind: 'exchange', identity: `client ${clientId}` }),
    }),
  ];

  readonly apiErrors: ApiErrorFacts = {
    codeAt: [['Meta', 'Errors', 0, 'Type']],
    messageAt: [['Meta', 'Errors', 0, 'Text']],
    // Redox documents 403 for a wrong verb, destination or event type.
    statusJudgements: { 403: 'fix-request' },
  };
}
