import { randomUUID } from 'node:crypto';
import { Secret } from '../../kernel/secret.js';
import type { Consent } from '../contract/connection.js';
import type { SignableRequest } from '../contract/credential.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { SignedRequestScheme } from '../contract/scheme.js';
import { authorizationHeader, signatureOf } from './oauth1-signature.js';
import type { SchemeCredential, SchemeHandler, SchemeTools, SchemeUse } from './scheme-handler.js';
import { verbUnknown } from './schemes.errors.js';

/** OAuth 1.0a with a stored token (RFC 5849): nothing is issued, each request gets a signature of its own. */
export class SignedRequest implements SchemeHandler {
  readonly #use: SchemeUse<SignedRequestScheme>;
  readonly #tools: SchemeTools;

  constructor(use: SchemeUse<SignedRequestScheme>, tools: SchemeTools) {
    this.#use = use;
    this.#tools = tools;
  }

  begin(): Consent {
    throw verbUnknown('ask for consent', this.#use.scheme.kind);
  }

  async issue(): Promise<IssuedToken> {
    throw verbUnknown('be issued a token', this.#use.scheme.kind);
  }

  async renew(): Promise<IssuedToken> {
    throw verbUnknown('be renewed', this.#use.scheme.kind);
  }

  present(): SchemeCredential {
    return { kind: 'signing', sign: (request) => this.#sign(request) };
  }

  #sign(request: SignableRequest): Readonly<Record<string, Secret>> {
    const { scheme, values } = this.#use;
    const consumer = scheme.consumer(values);
    const token = scheme.token(values);
    const parameters = {
      oauth_consumer_key: consumer.key,
      oauth_token: token.id,
      oauth_signature_method: scheme.algorithm,
      oauth_timestamp: String(Math.floor(this.#tools.clock.now().getTime() / 1000)),
      // NetSuite takes 6 to 64 letters and digits and refuses the same nonce twice.
      oauth_nonce: randomUUID().replaceAll('-', ''),
      oauth_version: '1.0',
    };
    const signature = signatureOf(request, parameters, {
      algorithm: scheme.algorithm,
      consumerSecret: consumer.secret.reveal('sign a request'),
      tokenSecret: token.secret.reveal('sign a request'),
    });
    const header = authorizationHeader(scheme.realm(values), { ...parameters, oauth_signature: signature });
    return { authorization: new Secret(header) };
  }
}
