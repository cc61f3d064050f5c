import { createHash } from 'node:crypto';
import { asRecord, type Call, textOf } from './call.js';

const FORM_FIELDS = ['refresh_token', 'code', 'client_assertion', 'assertion', 'token'];

/** The credential that a call presents: bearer token, OAuth 1.0a token, or what it wants to exchange. */
export function presentedCredential(call: Call): string | undefined {
  const authorization = call.header('authorization');
  const bearer = call.bearer();
  if (bearer !== undefined) return bearer;
  const signed = /^OAuth .*?oauth_token="([^"]*)"/i.exec(authorization)?.[1];
  if (signed !== undefined) return signed;
  const form = call.form();
  for (const field of FORM_FIELDS) {
    const value = form?.get(field);
    if (value) return value;
  }
  if (call.contentType !== 'application/json') return undefined;
  const body = asRecord(call.json());
  return textOf(body, 'refreshToken') ?? textOf(body, 'apiKey');
}

/** Names a credential without giving it away: the first 16 hex digits of its SHA-256. */
export function fingerprint(credential: string): string {
  return createHash('sha256').update(credential).digest('hex').slice(0, 16);
}
