import { Secret } from '../../kernel/secret.js';
import type { Consent, ConsentRequest, Grant } from '../contract/connection.js';
import { definedOnly } from '../contract/defined-only.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { SignedConsentScheme } from '../contract/oauth1.js';
import { tokenAnswerUnusable } from '../wire/wire.errors.js';
import { RequestSigner, type Signing } from './request-signer.js';
import type { SchemeCredential, SchemeHandler, SchemeTools, SchemeUse } from './scheme-handler.js';
import { grantMissing, nothingIssued, refreshTokenMissing } from './schemes.errors.js';

/** OAuth 1.0a three-legged (RFC 5849 section 2). The answer is recognized by the temporary credentials it names. */
export class SignedConsent implements SchemeHandler {
  readonly #use: SchemeUse<SignedConsentScheme>;
  readonly #tools: SchemeTools;

  constructor(use: SchemeUse<SignedConsentScheme>, tools: SchemeTools) {
    this.#use = use;
    this.#tools = tools;
  }

  async begin({ redirectUri }: ConsentRequest): Promise<Consent> {
    const { scheme, values } = this.#use;
    const url = scheme.temporaryUrl(values);
    const answer = await this.#ask(url, { added: { oauth_callback: redirectUri } });
    // RFC 5849 section 2.1: without it this is OAuth 1.0, whose consents others can steal.
    if (answer.get('oauth_callback_confirmed') !== 'true') {
      throw tokenAnswerUnusable(new URL(url).hostname, 200, 'the callback is not confirmed, as OAuth 1.0a demands');
    }
    const temporary = { id: answer.get('oauth_token') ?? '', secret: secretIn(answer) };
    const page = new URL(scheme.authorizeUrl(values));
    const parameters = { ...scheme.authorizeParams, oauth_token: temporary.id };
    for (const [name, value] of Object.entries(parameters)) page.searchParams.set(name, value);
    return { url: page.href, state: temporary.id, temporary };
  }

  async issue(grant?: Grant): Promise<IssuedToken> {
    if (grant?.temporary === undefined) throw grantMissing();
    const { scheme, values } = this.#use;
    const issuedAt = this.#tools.clock.now();
    const answer = await this.#ask(scheme.tokenUrl(values), {
      token: grant.temporary,
      added: { oauth_verifier: grant.code.reveal('ask for a token') },
    });
    const { account, keep = [] } = scheme.answer ?? {};
    const kept = keep.flatMap((name) => (answer.has(name) ? [[name, answer.get(name) ?? ''] as const] : []));
    return {
      accessToken: new Secret(answer.get('oauth_token') ?? ''),
      tokenSecret: secretIn(answer),
      issuedAt,
      expiryAssumed: false,
      ...definedOnly({ account: account === undefined ? undefined : (answer.get(account) ?? undefined) }),
      kept: Object.fromEntries(kept),
    };
  }

  async renew(): Promise<IssuedToken> {
    throw refreshTokenMissing();
  }

  /** @throws BrokerError `nothing-issued` */
  present(): SchemeCredential {
    const { scheme: facts, values, issued } = this.#use;
    if (issued?.tokenSecret === undefined) throw nothingIssued();
    const token = { id: issued.accessToken.reveal('name the token in a signed request'), secret: issued.tokenSecret };
    const signer = new RequestSigner({ facts, values, token }, this.#tools.clock);
    return { kind: 'signing', sign: (request) => ({ authorization: signer.headerOf(request) }) };
  }

  #ask(url: string, signing: Pick<Signing, 'token' | 'added'>): Promise<URLSearchParams> {
    const { scheme: facts, values, hosts } = this.#use;
    const signer = new RequestSigner({ facts, values, ...signing }, this.#tools.clock);
    const authorization = signer.headerOf({ method: 'POST', url });
    return this.#tools.signed.request({ url, hosts, authorization });
  }
}

function secretIn(answer: URLSearchParams): Secret {
  return new Secret(answer.get('oauth_token_secret') ?? '');
}
