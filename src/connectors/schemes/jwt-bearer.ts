import type { Consent } from '../contract/connection.js';
import { definedOnly } from '../contract/defined-only.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { JwtBearerScheme } from '../contract/scheme.js';
import { signAssertion } from '../wire/token/signed-assertion.js';
import { bearerCredential } from './bearer.js';
import { endpointsOf } from './endpoints.js';
import { filled, scopeOf } from './requested.js';
import type { SchemeCredential, SchemeHandler, SchemeTools, SchemeUse } from './scheme-handler.js';
import { verbUnknown } from './schemes.errors.js';

/** RFC 7523 section 2.1: a signed assertion is the grant. The next token is issued like the first. */
export class JwtBearer implements SchemeHandler {
  readonly #use: SchemeUse<JwtBearerScheme>;
  readonly #tools: SchemeTools;

  constructor(use: SchemeUse<JwtBearerScheme>, tools: SchemeTools) {
    this.#use = use;
    this.#tools = tools;
  }

  async begin(): Promise<Consent> {
    throw verbUnknown('ask for consent', this.#use.scheme.kind);
  }

  async issue(): Promise<IssuedToken> {
    const { scheme, values, hosts } = this.#use;
    const { tokenUrl: url } = await endpointsOf(this.#use, this.#tools);
    return this.#tools.tokens.request({
      url,
      hosts,
      body: {
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: await signAssertion(scheme.assertion(values), url, this.#tools.clock.now()),
        ...scopeOf(scheme, values),
        ...filled(scheme.tokenParams?.(values)),
      },
      ...definedOnly({ client: scheme.client?.(values) }),
      // The grant is the key itself: nobody can consent again, an admin must look at it.
      facts: { ...scheme, judgements: { invalid_grant: 'configure', ...scheme.judgements } },
    });
  }

  renew(): Promise<IssuedToken> {
    return this.issue();
  }

  present(): SchemeCredential {
    const { issued, scheme, values } = this.#use;
    return bearerCredential(issued, scheme.presented, scheme.client?.(values));
  }
}
