import type { Answer } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import { authenticateClient } from './client-authentication.js';
import type { GrantBook } from './grant-book.js';
import type { Grant, Issued, OAuthClient } from './grants.js';
import { type FaultTable, OAuthFault } from './oauth-fault.js';

/** A grant type beyond the two that every vendor with consent has. */
export type ExtraGrant = (call: Call, form: URLSearchParams) => Issued | Promise<Issued>;

/** What is the vendor's own about its token endpoint. */
export interface TokenDesk {
  readonly book: GrantBook;
  readonly faults: FaultTable;
  readonly extraGrants?: Readonly<Record<string, ExtraGrant>>;
  clientOf(id: string, host: string): OAuthClient | undefined;
  /** Whether this client may leave its secret out (a code that PKCE protects, a refresh of such a grant). */
  secretOptional?(form: URLSearchParams): boolean;
  readonly basicOnly?: boolean;
  /** A way to prove who calls beside secrets, such as an assertion; undefined lets the standard ways have their turn. */
  authenticate?(call: Call, form: URLSearchParams): Promise<OAuthClient | undefined>;
  /** Checks that this host may serve the person; throws an `OAuthFault`. */
  admit?(call: Call, grant: Grant): void;
  write(issued: Issued, grantType: string): Answer;
  refuse(call: Call, fault: { status: number; error: string; description: string }): Answer;
}

/** A token endpoint for authorization codes, refresh tokens and the vendor's extra grants. */
export async function answerTokenCall(call: Call, desk: TokenDesk): Promise<Answer> {
  try {
    const form = call.form();
    if (form === undefined) throw new OAuthFault('not-a-form');
    const grantType = form.get('grant_type');
    if (!grantType) throw new OAuthFault('no-grant-type');
    call.notes.grantType = grantType;
    return desk.write(await issueFor(call, form, desk), grantType);
  } catch (error) {
    if (!(error instanceof OAuthFault)) throw error;
    call.notes.fault = error.reason;
    const [status, code, description] = desk.faults[error.reason];
    return desk.refuse(call, { status, error: code, description: error.detail ?? description });
  }
}

async function issueFor(call: Call, form: URLSearchParams, desk: TokenDesk): Promise<Issued> {
  const grantType = form.get('grant_type') ?? '';
  if (grantType === 'authorization_code') return redeem(call, form, desk);
  if (grantType === 'refresh_token') return refresh(call, form, desk);
  const extra = desk.extraGrants;
  const grant = extra !== undefined && Object.hasOwn(extra, grantType) ? extra[grantType] : undefined;
  if (grant === undefined) throw new OAuthFault('unsupported-grant');
  return grant(call, form);
}

async function redeem(call: Call, form: URLSearchParams, desk: TokenDesk): Promise<Issued> {
  const client = await clientOf(call, form, desk);
  return desk.book.redeem(required(form, 'code'), {
    client,
    redirectUri: form.get('redirect_uri'),
    verifier: form.get('code_verifier'),
    endpoint: call.endpoint,
  });
}

async function refresh(call: Call, form: URLSearchParams, desk: TokenDesk): Promise<Issued> {
  const client = await clientOf(call, form, desk);
  const value = required(form, 'refresh_token');
  const grant = desk.book.grantOfRefreshToken(value);
  if (grant !== undefined) desk.admit?.(call, grant);
  const scope = form.get('scope');
  return desk.book.refresh(value, {
    client,
    endpoint: call.endpoint,
    ...(scope ? { scopes: scope.split(' ').filter(Boolean) } : {}),
  });
}

/** Who calls, by whatever proof the desk takes. */
export async function clientOf(call: Call, form: URLSearchParams, desk: TokenDesk): Promise<OAuthClient> {
  const proven = await desk.authenticate?.(call, form);
  const client =
    proven ??
    authenticateClient(call, form, {
      clientOf: (id) => desk.clientOf(id, call.host),
      secretOptional: desk.secretOptional?.(form) ?? false,
      basicOnly: desk.basicOnly ?? false,
    });
  call.notes.client = client.id;
  return client;
}

/** A form field that must be there. */
export function required(form: URLSearchParams, field: string): string {
  const value = form.get(field);
  if (!value) throw new OAuthFault('missing-field', `missing required parameter: ${field}`);
  return value;
}
