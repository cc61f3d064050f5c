import { createHash } from 'node:crypto';
import type { FieldValues } from '../../src/connectors/contract/fields.js';
import type { OAuthClient } from '../../src/connectors/contract/oauth-client.js';
import type { AuthorizationCodeScheme, ClientCredentialsScheme } from '../../src/connectors/contract/scheme.js';
import { Secret } from '../../src/kernel/secret.js';
import { hostsOf, type NamedMethod, SAMPLE_SECRET } from './sample-connections.js';
import { json, type ReceivedRequest, type Reply } from './vendor-server.js';

export interface BegunConsent {
  readonly authorizeUrl: string;
  readonly redirectUri: string;
  readonly state: string;
}

type Asking = AuthorizationCodeScheme | ClientCredentialsScheme;

/**
 * Plays the token endpoint and the API of one connection as RFC 6749, 6750 and 7636 want them, with the deviations that
 * the connector declares and no others. Whatever is not so is refused and told.
 */
export class StandardDesk {
  readonly code = new Secret('the-code');
  readonly refusals: string[] = [];
  lastToken = '';
  readonly #named: NamedMethod;
  readonly #values: FieldValues;
  readonly #consent: BegunConsent | undefined;
  #refreshToken: string | undefined;
  #issues = 0;

  constructor(named: NamedMethod, values: FieldValues, consent?: BegunConsent) {
    this.#named = named;
    this.#values = values;
    this.#consent = consent;
    if (consent) this.#checkConsent(consent);
  }

  readonly reply: Reply = (response, request) => {
    const answer = this.#isTokenRequest(request) ? this.#issue(request) : this.#serve(request);
    json(answer, this.refusals.length === 0 ? 200 : 400)(response, request);
  };

  get #scheme(): Asking | undefined {
    const { scheme } = this.#named.method;
    return scheme.kind === 'authorization-code' || scheme.kind === 'client-credentials' ? scheme : undefined;
  }

  #checkConsent({ authorizeUrl, redirectUri, state }: BegunConsent): void {
    const scheme = this.#scheme;
    if (scheme?.kind !== 'authorization-code') return;
    const asked = new URL(authorizeUrl).searchParams;
    this.#demand(asked.get('response_type') === 'code', 'the response type is code');
    this.#demand(asked.get('client_id') === scheme.client(this.#values).id, 'the client is named');
    this.#demand(asked.get('redirect_uri') === redirectUri, 'the redirect URI is exact');
    this.#demand(asked.get('state') === state, 'the state is there');
    const scopes = [...scheme.scopes, ...(scheme.chosenScopes?.(this.#values) ?? [])];
    this.#demand(
      (asked.get('scope') ?? '') === scopes.join(scheme.scopeSeparator ?? ' '),
      'the scopes are as declared',
    );
    this.#demand((asked.get('code_challenge_method') ?? 'none') === scheme.pkce, 'PKCE is as declared');
  }

  #isTokenRequest({ path }: ReceivedRequest): boolean {
    const scheme = this.#scheme;
    if (scheme === undefined) return false;
    const renewUrl = scheme.kind === 'authorization-code' ? scheme.renewUrl?.(this.#values) : undefined;
    const addresses = [scheme.tokenUrl(this.#values), renewUrl].flatMap((url) => url ?? []);
    return addresses.some((url) => new URL(url).href === new URL(`https:/${path}`).href);
  }

  #issue(request: ReceivedRequest): object {
    const scheme = this.#scheme;
    if (scheme === undefined) return {};
    const isJson = scheme.encoding === 'json';
    const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
    this.#demand(request.method === 'POST' && request.headers['content-type'] === type, `it is a POST of ${type}`);
    const body = new Map(
      isJson ? Object.entries<string>(JSON.parse(request.body)) : [...new URLSearchParams(request.body)],
    );
    this.#checkClient(scheme.client(this.#values), request, body);
    if (scheme.kind === 'authorization-code') this.#checkGrant(scheme, body);
    else this.#demand(body.has('grant_type'), 'a grant type is named');
    return this.#answer(scheme);
  }

  /** RFC 6749 section 2.3.1: in the header, form-encoded, or in the body, never in both. */
  #checkClient(client: OAuthClient, { headers }: ReceivedRequest, body: ReadonlyMap<string, string>): void {
    const encoded = new URLSearchParams([['', client.id]]).toString().slice(1);
    const basic = `Basic ${Buffer.from(`${encoded}:${SAMPLE_SECRET}`).toString('base64')}`;
    const isInHeader = headers.authorization === basic && !body.has('client_secret');
    const isInBody = headers.authorization === undefined && body.get('client_secret') === SAMPLE_SECRET;
    this.#demand(client.sentIn === 'body' ? isInBody && body.get('client_id') === client.id : isInHeader, 'the client');
  }

  #checkGrant(scheme: AuthorizationCodeScheme, body: ReadonlyMap<string, string>): void {
    if (this.#issues > 0) {
      const isRight = body.get('grant_type') === 'refresh_token' && body.get('refresh_token') === this.#refreshToken;
      this.#demand(isRight, 'the last refresh token is used');
      return;
    }
    const challenge = new URL(this.#consent?.authorizeUrl ?? 'about:blank').searchParams.get('code_challenge');
    const verifier = body.get('code_verifier');
    const proof = verifier && createHash('sha256').update(verifier).digest('base64url');
    this.#demand(
      body.get('grant_type') === 'authorization_code' && body.get('code') === 'the-code',
      'the code is used',
    );
    this.#demand(body.get('redirect_uri') === this.#consent?.redirectUri, 'the redirect URI is the same');
    this.#demand(scheme.pkce === 'none' ? verifier === undefined : proof === challenge, 'the verifier fits');
  }

  #answer({ answer = {} }: Asking): object {
    this.#issues += 1;
    this.lastToken = `access-${this.#issues}`;
    const issuesRefreshToken = this.#named.method.renewal?.issuesRefreshToken !== false;
    this.#refreshToken = issuesRefreshToken ? `refresh-${this.#issues}` : undefined;
    const host = hostsOf(this.#named, this.#values)[0]?.replace('*', 'acme');
    return treeOf([
      [answer.accessToken ?? 'access_token', this.lastToken],
      [answer.refreshToken ?? 'refresh_token', this.#refreshToken],
      ['token_type', answer.tokenTypes?.[0] ?? 'Bearer'],
      answer.expiresAt ? [answer.expiresAt, '2100-01-01T00:00:00Z'] : [answer.expiresIn ?? 'expires_in', 3600],
      [answer.account ?? 'account', 'somebody'],
      [answer.baseUrl ?? 'base', `https://${host}`],
    ]);
  }

  /** The API: it wants what was issued, where the connector says, or what was typed; and it says who asks. */
  #serve(request: ReceivedRequest): object {
    this.#demand(this.#scheme ? this.#carriesToken(this.#scheme, request) : carriesSecret(request), 'the credential');
    const probe = this.#named.method.probe(this.#values, undefined);
    const identity = probe.kind === 'request' ? (probe.identity ?? []) : [];
    return treeOf(identity.slice(0, 1).map((name) => [name, 'somebody']));
  }

  #carriesToken({ presented = {} }: Asking, { headers }: ReceivedRequest): boolean {
    const { header = 'authorization', prefix = header === 'authorization' ? 'Bearer' : '' } = presented;
    return headers[header] === `${prefix} ${this.lastToken}`.trimStart();
  }

  #demand(isSo: boolean, what: string): void {
    if (!isSo) this.refusals.push(what);
  }
}

/** In the address, in a header, or in one that is Basic. */
function carriesSecret({ headers, path }: ReceivedRequest): boolean {
  const shown = [path, ...Object.values(headers).map(String)];
  const opened = shown.map((text) =>
    text.startsWith('Basic ') ? Buffer.from(text.slice(6), 'base64').toString() : text,
  );
  return opened.some((text) => text.includes(SAMPLE_SECRET));
}

/** An object with a value at the end of each dotted path; a number in a path is an index. */
function treeOf(leaves: readonly (readonly [string, unknown])[]): object {
  const [first] = leaves[0]?.[0].split('.') ?? [];
  const tree: object = /^\d+$/.test(first ?? '') ? [] : {};
  for (const [path, value] of leaves) plant(tree, path.split('.'), value);
  return tree;
}

function plant(tree: object, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    Reflect.set(tree, name, value);
    return;
  }
  const found: unknown = Reflect.get(tree, name);
  const branch = typeof found === 'object' && found !== null ? found : /^\d+$/.test(rest[0] ?? '') ? [] : {};
  Reflect.set(tree, name, branch);
  plant(branch, rest, value);
}
