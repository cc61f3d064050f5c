import type { Consent } from '../contract/connection.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { SignedRequestScheme } from '../contract/oauth1.js';
import { RequestSigner } from './request-signer.js';
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

  async begin(): Promise<Consent> {
    throw verbUnknown('ask for consent', this.#use.scheme.kind);
  }

  async issue(): Promise<IssuedToken> {
    throw verbUnknown('be issued a token', this.#use.scheme.kind);
  }

  async renew(): Promise<IssuedToken> {
    throw verbUnknown('be renewed', this.#use.scheme.kind);
  }

  present(): SchemeCredential {
    const { scheme: facts, values } = this.#use;
    const signer = new RequestSigner({ facts, values, token: facts.token(values) }, this.#tools.clock);
    return { kind: 'signing', sign: (request) => ({ authorization: signer.headerOf(request) }) };
  }
}
