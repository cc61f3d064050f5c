import type { Consent } from '../contract/connection.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { ClientCredentialsScheme } from '../contract/scheme.js';
import { bearerCredential } from './bearer.js';
import { endpointsOf } from './endpoints.js';
import { filled, scopeOf } from './requested.js';
import type { SchemeCredential, SchemeHandler, SchemeTools, SchemeUse } from './scheme-handler.js';
import { verbUnknown } from './schemes.errors.js';

/** RFC 6749 section 4.4. There is no refresh token: the next token is issued like the first. */
export class ClientCredentials implements SchemeHandler {
  readonly #use: SchemeUse<ClientCredentialsScheme>;
  readonly #tools: SchemeTools;

  constructor(use: SchemeUse<ClientCredentialsScheme>, tools: SchemeTools) {
    this.#use = use;
    this.#tools = tools;
  }

  async begin(): Promise<Consent> {
    throw verbUnknown('ask for consent', this.#use.scheme.kind);
  }

  async issue(): Promise<IssuedToken> {
    const { scheme, values, hosts } = this.#use;
    const { tokenUrl } = await endpointsOf(this.#use, this.#tools);
    return this.#tools.tokens.request({
      url: tokenUrl,
      hosts,
      body: {
        grant_type: 'client_credentials',
        ...scopeOf(scheme, values),
        ...filled(scheme.tokenParams?.(values)),
      },
      client: scheme.client(values),
      // The grant is the client itself: nobody can consent again, an admin must look at it.
      facts: { ...scheme, judgements: { invalid_grant: 'configure', ...scheme.judgements } },
    });
  }

  renew(): Promise<IssuedToken> {
    return this.issue();
  }

  present(): SchemeCredential {
    const { issued, scheme, values } = this.#use;
    return bearerCredential(issued, scheme.presented, scheme.client(values));
  }
}
