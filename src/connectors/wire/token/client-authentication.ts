import type { Secret } from '../../../kernel/secret.js';
import type { OAuthClient } from '../../contract/scheme.js';

export interface ClientProof {
  readonly authorization?: string;
  readonly members: Readonly<Record<string, string | Secret>>;
}

/**
 * How a client shows who it is: in the header or in the body, never in both (RFC 6749 section 2.3). The header needs id
 * and secret form-encoded before they are joined (section 2.3.1).
 */
export function authenticateClient(client: OAuthClient): ClientProof {
  const { id, secret, sentIn } = client;
  if (secret === undefined) return { members: { client_id: id } };
  if (sentIn === 'body') return { members: { client_id: id, client_secret: secret } };
  const pair = `${formEncode(id)}:${formEncode(secret.reveal('client authentication'))}`;
  return { authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`, members: {} };
}

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
