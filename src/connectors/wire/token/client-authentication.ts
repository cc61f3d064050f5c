import type { Secret } from '../../../kernel/secret.js';
import type { AssertionClient, ClientCertificate, OAuthClient } from '../../contract/oauth-client.js';
import { signAssertion } from './signed-assertion.js';

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export interface ClientProof {
  readonly authorization?: string;
  readonly members: Readonly<Record<string, string | Secret>>;
  /** Of the connection that the request is sent on. */
  readonly certificate?: ClientCertificate;
}

/** For which request a client shows who it is. */
export interface ProofOccasion {
  readonly tokenUrl: string;
  readonly now: Date;
}

/**
 * How a client shows who it is: in the header or in the body, never in both (RFC 6749 section 2.3). The header needs id
 * and secret form-encoded before they are joined (section 2.3.1).
 */
export async function authenticateClient(client: OAuthClient, occasion: ProofOccasion): Promise<ClientProof> {
  if (client.sentIn === 'assertion') return { members: await assertionMembers(client, occasion) };
  if (client.sentIn === 'certificate') return { members: { client_id: client.id }, certificate: client.certificate };
  const { id, secret, sentIn } = client;
  if (secret === undefined) return { members: { client_id: id } };
  if (sentIn === 'body') return { members: { client_id: id, client_secret: secret } };
  const pair = `${formEncode(id)}:${formEncode(secret.reveal('client authentication'))}`;
  return { authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`, members: {} };
}

async function assertionMembers(client: AssertionClient, { tokenUrl, now }: ProofOccasion) {
  const { id, isNamedInBody = true } = client;
  const assertion = await signAssertion({ ...client, issuer: id, subject: id }, tokenUrl, now);
  return {
    ...(isNamedInBody ? { client_id: id } : {}),
    client_assertion_type: JWT_BEARER,
    client_assertion: assertion,
  };
}

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
