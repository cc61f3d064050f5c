import { Secret } from '../../kernel/secret.js';
import type { Consent } from '../contract/connection.js';
import { definedOnly } from '../contract/defined-only.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { TokenEndpointFacts, TokenExchangeScheme } from '../contract/scheme.js';
import { tokenAnswerUnusable } from '../wire/wire.errors.js';
import { bearerCredential, succeed } from './bearer.js';
import { endpointsOf } from './endpoints.js';
import { filled, scopeOf } from './requested.js';
import type { SchemeCredential, SchemeHandler, SchemeTools, SchemeUse } from './scheme-handler.js';
import { isRefusal, verbUnknown } from './schemes.errors.js';

const REFRESH_TOKEN = 'urn:ietf:params:oauth:token-type:refresh_token';

/** RFC 8693. The token that is exchanged was typed; the next one is issued like the first. */
export class TokenExchange implements SchemeHandler {
  readonly #use: SchemeUse<TokenExchangeScheme>;
  readonly #tools: SchemeTools;

  constructor(use: SchemeUse<TokenExchangeScheme>, tools: SchemeTools) {
    this.#use = use;
    this.#tools = tools;
  }

  async begin(): Promise<Consent> {
    throw verbUnknown('ask for consent', this.#use.scheme.kind);
  }

  async issue(): Promise<IssuedToken> {
    const { scheme, values } = this.#use;
    const subject = scheme.subject(values);
    const named = scheme.actor?.(values);
    // A field that was left empty.
    const actor = named?.token.equals(new Secret('')) ? undefined : named;
    return this.#request({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: subject.token,
      subject_token_type: subject.type,
      ...(actor === undefined ? {} : { actor_token: actor.token, actor_token_type: actor.type }),
      ...scopeOf(scheme, values),
      ...filled(scheme.tokenParams?.(values)),
    });
  }

  /** A refresh token outlives the subject's (section 2.2.1); a refused one costs nothing, the exchange is made afresh. */
  async renew(): Promise<IssuedToken> {
    const { issued } = this.#use;
    if (issued?.refreshToken === undefined) return this.issue();
    const body = { grant_type: 'refresh_token', refresh_token: issued.refreshToken };
    try {
      return succeed(issued, await this.#request(body));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return this.issue();
    }
  }

  present(): SchemeCredential {
    const { issued, scheme, values } = this.#use;
    return bearerCredential(issued, scheme.presented, scheme.client?.(values));
  }

  async #request(body: Readonly<Record<string, string | Secret>>): Promise<IssuedToken> {
    const { scheme, values, hosts } = this.#use;
    const { tokenUrl } = await endpointsOf(this.#use, this.#tools);
    const issued = await this.#tools.tokens.request({
      url: tokenUrl,
      hosts,
      body,
      ...definedOnly({ client: scheme.client?.(values) }),
      facts: factsOf(scheme),
    });
    // It is for the token endpoint alone; as a credential it would be shown to the service.
    if (issued.kept.issued_token_type !== REFRESH_TOKEN) return issued;
    throw tokenAnswerUnusable(new URL(tokenUrl).hostname, 200, 'it issued a refresh token, which no service takes');
  }
}

/** What exchanges add to the facts of any token endpoint. */
function factsOf(scheme: TokenExchangeScheme): TokenEndpointFacts {
  const { answer = {}, judgements } = scheme;
  const { keep = [], tokenTypes = [] } = answer;
  return {
    ...scheme,
    // "N_A" is the type of what is no access token, such as a JWT (section 2.2.1).
    answer: { ...answer, keep: [...keep, 'issued_token_type'], tokenTypes: [...tokenTypes, 'n_a'] },
    // The subject's token stands among the fields: nobody can consent again, an admin must look at it.
    judgements: { invalid_grant: 'configure', ...judgements },
  };
}
