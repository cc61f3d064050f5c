import type { Consent } from '../contract/connection.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { ClientCredentialsScheme } from '../contract/scheme.js';
import { bearerCredential } from './bearer.js';
import type { SchemeCredential, SchemeHandler, SchemeTools, SchemeUse } from './scheme-handler.js';
import { verbUnknown } from './schemes.errors.js';
import { signAssertion } from './signed-assertion.js';

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** RFC 6749 section 4.4 with a signed assertion. There is no refresh token: the next token is issued like the first. */
export class ClientCredentials implements SchemeHandler {
  readonly #use: SchemeUse<ClientCredentialsScheme>;
  readonly #tools: SchemeTools;

  constructor(use: SchemeUse<ClientCredentialsScheme>, tools: SchemeTools) {
    this.#use = use;
    this.#tools = tools;
  }

  begin(): Consent {
    throw verbUnknown('ask for consent', this.#use.scheme.kind);
  }

  async issue(): Promise<IssuedToken> {
    const { scheme, values, hosts } = this.#use;
    const url = scheme.tokenUrl(values);
    const assertion = await signAssertion(scheme.assertion(values), url, this.#tools.clock.now());
    return this.#tools.tokens.request({
      url,
      hosts,
      encoding: 'form',
      body: {
        grant_type: 'client_credentials',
        client_assertion_type: JWT_BEARER,
        client_assertion: assertion,
        ...(scheme.scopes.length === 0 ? {} : { scope: scheme.scopes.join(' ') }),
      },
      // The grant is the key itself: nobody can consent again, an admin must look at it.
      facts: { ...scheme, judgements: { invalid_grant: 'configure', ...scheme.judgements } },
    });
  }

  renew(): Promise<IssuedToken> {
    return this.issue();
  }

  present(): SchemeCredential {
    return bearerCredential(this.#use.issued);
  }
}
