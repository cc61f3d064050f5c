import { createHash, randomBytes } from 'node:crypto';
import { Secret } from '../../kernel/secret.js';
import type { Consent, ConsentRequest, Grant } from '../contract/connection.js';
import { definedOnly } from '../contract/defined-only.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { AuthorizationCodeScheme } from '../contract/scheme.js';
import { bearerCredential, succeed } from './bearer.js';
import { endpointsOf } from './endpoints.js';
import { filled, scopeOf } from './requested.js';
import type { SchemeCredential, SchemeHandler, SchemeTools, SchemeUse } from './scheme-handler.js';
import { endpointMissing, grantMissing, issuerMismatch, refreshTokenMissing, stateUnsafe } from './schemes.errors.js';

/** A person consents in the browser (RFC 6749 section 4.1), with PKCE S256 (RFC 7636) where the vendor knows it. */
export class AuthorizationCode implements SchemeHandler {
  readonly #use: SchemeUse<AuthorizationCodeScheme>;
  readonly #tools: SchemeTools;

  constructor(use: SchemeUse<AuthorizationCodeScheme>, tools: SchemeTools) {
    this.#use = use;
    this.#tools = tools;
  }

  async begin({ redirectUri, state = randomText() }: ConsentRequest): Promise<Consent> {
    // NetSuite refuses a state outside of these lengths.
    if (!/^[\x21-\x7e]{22,1024}$/.test(state)) throw stateUnsafe();
    const { scheme, values } = this.#use;
    const { authorizeUrl } = await endpointsOf(this.#use, this.#tools);
    if (authorizeUrl === undefined) throw endpointMissing('authorization_endpoint');
    const codeVerifier = scheme.pkce === 'S256' ? randomText() : undefined;
    const url = new URL(authorizeUrl);
    const parameters = {
      ...scheme.authorizeParams,
      ...filled(scheme.chosenParams?.(values)),
      response_type: 'code',
      client_id: scheme.client(values).id,
      redirect_uri: redirectUri,
      ...scopeOf(scheme, values),
      state,
      ...(codeVerifier && { code_challenge: challengeOf(codeVerifier), code_challenge_method: 'S256' }),
    };
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return {
      url: url.href,
      state,
      ...definedOnly({ codeVerifier: codeVerifier === undefined ? undefined : new Secret(codeVerifier) }),
    };
  }

  async issue(grant?: Grant): Promise<IssuedToken> {
    if (grant === undefined) throw grantMissing();
    const { scheme, values } = this.#use;
    const { tokenUrl, issuer, namesItself } = await endpointsOf(this.#use, this.#tools);
    const isUnnamed = grant.issuer === undefined;
    if (isUnnamed ? namesItself : issuer !== undefined && grant.issuer !== issuer) throw issuerMismatch();
    return this.#request(tokenUrl, {
      grant_type: 'authorization_code',
      code: grant.code,
      redirect_uri: grant.redirectUri,
      ...filled(scheme.tokenParams?.(values)),
      ...definedOnly({ code_verifier: grant.codeVerifier }),
    });
  }

  async renew(): Promise<IssuedToken> {
    const { issued, scheme, values } = this.#use;
    if (issued?.refreshToken === undefined) throw refreshTokenMissing();
    const url = scheme.renewUrl?.(values) ?? (await endpointsOf(this.#use, this.#tools)).tokenUrl;
    const next = await this.#request(url, { grant_type: 'refresh_token', refresh_token: issued.refreshToken });
    return succeed(issued, next);
  }

  present(): SchemeCredential {
    const { issued, scheme, values } = this.#use;
    return bearerCredential(issued, scheme.presented, scheme.client(values));
  }

  #request(url: string, body: Readonly<Record<string, string | Secret>>): Promise<IssuedToken> {
    const { scheme, values, hosts } = this.#use;
    return this.#tools.tokens.request({ url, hosts, body, client: scheme.client(values), facts: scheme });
  }
}

/** RFC 7636 section 4.2. */
export function challengeOf(codeVerifier: string): string {
  return createHash('sha256').update(codeVerifier, 'ascii').digest('base64url');
}

/** 32 random bytes as 43 URL-safe characters: a state, and the shortest verifier that RFC 7636 allows. */
export function randomText(): string {
  return randomBytes(32).toString('base64url');
}
