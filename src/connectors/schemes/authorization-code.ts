import { createHash, randomBytes } from 'node:crypto';
import { Secret } from '../../kernel/secret.js';
import type { Consent, ConsentRequest, Grant } from '../contract/connection.js';
import { definedOnly } from '../contract/defined-only.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { AuthorizationCodeScheme } from '../contract/scheme.js';
import { bearerCredential, succeed } from './bearer.js';
import type { SchemeCredential, SchemeHandler, SchemeTools, SchemeUse } from './scheme-handler.js';
import { grantMissing, issuerMismatch, refreshTokenMissing, stateUnsafe } from './schemes.errors.js';

/** A person consents in the browser (RFC 6749 section 4.1), with PKCE S256 (RFC 7636) where the vendor knows it. */
export class AuthorizationCode implements SchemeHandler {
  readonly #use: SchemeUse<AuthorizationCodeScheme>;
  readonly #tools: SchemeTools;

  constructor(use: SchemeUse<AuthorizationCodeScheme>, tools: SchemeTools) {
    this.#use = use;
    this.#tools = tools;
  }

  begin({ redirectUri, state = randomText() }: ConsentRequest): Consent {
    // NetSuite refuses a state outside of these lengths.
    if (!/^[\x21-\x7e]{22,1024}$/.test(state)) throw stateUnsafe();
    const { scheme, values } = this.#use;
    const codeVerifier = scheme.pkce === 'S256' ? randomText() : undefined;
    const url = new URL(scheme.authorizeUrl(values));
    const parameters = {
      ...scheme.authorizeParams,
      response_type: 'code',
      client_id: scheme.client(values).id,
      redirect_uri: redirectUri,
      ...(scheme.scopes.length === 0 ? {} : { scope: scheme.scopes.join(' ') }),
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
    const expected = scheme.issuer?.(values);
    if (expected !== undefined && grant.issuer !== undefined && grant.issuer !== expected) throw issuerMismatch();
    return this.#request({
      grant_type: 'authorization_code',
      code: grant.code,
      redirect_uri: grant.redirectUri,
      ...definedOnly({ code_verifier: grant.codeVerifier }),
    });
  }

  async renew(): Promise<IssuedToken> {
    const { issued } = this.#use;
    if (issued?.refreshToken === undefined) throw refreshTokenMissing();
    const next = await this.#request({ grant_type: 'refresh_token', refresh_token: issued.refreshToken });
    return succeed(issued, next);
  }

  present(): SchemeCredential {
    return bearerCredential(this.#use.issued);
  }

  #request(body: Readonly<Record<string, string | Secret>>): Promise<IssuedToken> {
    const { scheme, values, hosts } = this.#use;
    const client = scheme.client(values);
    return this.#tools.tokens.request({
      url: scheme.tokenUrl(values),
      hosts,
      encoding: 'form',
      body,
      client,
      facts: scheme,
    });
  }
}

/** RFC 7636 section 4.2. */
export function challengeOf(codeVerifier: string): string {
  return createHash('sha256').update(codeVerifier, 'ascii').digest('base64url');
}

/** 32 random bytes as 43 URL-safe characters: a state, and the shortest verifier that RFC 7636 allows. */
function randomText(): string {
  return randomBytes(32).toString('base64url');
}
