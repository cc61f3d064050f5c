import type { Consent } from '../contract/connection.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { JsonExchange, KeyExchangeScheme } from '../contract/scheme.js';
import { bearerCredential, succeed } from './bearer.js';
import type { SchemeCredential, SchemeHandler, SchemeTools, SchemeUse } from './scheme-handler.js';
import { isRefusal, verbUnknown } from './schemes.errors.js';

/** A vendor's own JSON exchange of key and secret for a token. */
export class KeyExchange implements SchemeHandler {
  readonly #use: SchemeUse<KeyExchangeScheme>;
  readonly #tools: SchemeTools;

  constructor(use: SchemeUse<KeyExchangeScheme>, tools: SchemeTools) {
    this.#use = use;
    this.#tools = tools;
  }

  async begin(): Promise<Consent> {
    throw verbUnknown('ask for consent', this.#use.scheme.kind);
  }

  issue(): Promise<IssuedToken> {
    return this.#request(this.#use.scheme.issue(this.#use.values));
  }

  /** A refused refresh costs nobody anything: key and secret are at hand, so the exchange is made afresh. */
  async renew(): Promise<IssuedToken> {
    const { scheme, values, issued } = this.#use;
    const refresh = issued?.refreshToken && scheme.renew?.(values, issued.refreshToken);
    if (!issued || !refresh) return this.issue();
    try {
      return succeed(issued, await this.#request(refresh));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return this.issue();
    }
  }

  present(): SchemeCredential {
    return bearerCredential(this.#use.issued);
  }

  #request({ url, body }: JsonExchange): Promise<IssuedToken> {
    const { scheme, hosts } = this.#use;
    return this.#tools.tokens.request({ url, hosts, body, facts: { encoding: 'json', ...scheme } });
  }
}
