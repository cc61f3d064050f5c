import { choice, type FieldValues, secret, text } from '../../contract/fields.js';
import { type OAuthClient, SIGNING_ALGORITHMS, type SigningKey } from '../../contract/oauth-client.js';

const WITH_SECRET = { field: 'clientAuthentication', is: ['basic-header', 'body'] };
const WITH_KEY = { field: 'clientAuthentication', is: ['private-key'] };
const WITH_CERTIFICATE = { field: 'clientAuthentication', is: ['certificate'] };

/** Option by option as its own label. */
export const ALGORITHMS: Readonly<Record<string, string>> = Object.fromEntries(
  SIGNING_ALGORITHMS.map((algorithm) => [algorithm, algorithm]),
);

/** Who the client is, and how it shows it at the token endpoint. */
export const CLIENT_FIELDS = {
  clientId: text('Client ID', 'Where the client is registered with the vendor'),
  clientAuthentication: choice('Client authentication', 'What the vendor has registered for this client', {
    'basic-header': 'Client secret in the header (client_secret_basic)',
    body: 'Client secret in the body (client_secret_post)',
    'private-key': 'Signed assertion (private_key_jwt)',
    certificate: 'Client certificate (mutual TLS)',
    none: 'None (public client)',
  }),
  clientSecret: secret('Client Secret', 'Where the client is registered with the vendor', { when: WITH_SECRET }),
  algorithm: { ...choice('Algorithm', 'The "alg" that is registered for this client', ALGORITHMS), when: WITH_KEY },
  keyId: text('Key ID', 'The "kid" of the registered public key, if it has one', { required: false, when: WITH_KEY }),
  keyCertificate: text(
    'Certificate of the key',
    'PEM; for vendors that find the key by the thumbprint of its certificate',
    {
      required: false,
      multiline: true,
      maxLength: 16_384,
      when: WITH_KEY,
    },
  ),
  privateKey: secret(
    'Private Key',
    'The private half of the registered key, or of the certificate: PEM, not encrypted',
    {
      multiline: true,
      when: { field: 'clientAuthentication', is: ['private-key', 'certificate'] },
    },
  ),
  certificate: text('Client certificate', 'PEM, with the chain above it if the vendor needs that', {
    multiline: true,
    maxLength: 32_768,
    when: WITH_CERTIFICATE,
  }),
  trusted: text('Trusted certificates', 'PEM; only for servers whose certificate no public authority has issued', {
    required: false,
    multiline: true,
    maxLength: 65_536,
    when: WITH_CERTIFICATE,
  }),
} as const;

export type ClientValues = FieldValues<typeof CLIENT_FIELDS>;

export function clientOf(values: ClientValues): OAuthClient {
  const { clientId: id, clientSecret, certificate, privateKey, trusted } = values;
  switch (values.clientAuthentication) {
    case 'private-key':
      return { id, sentIn: 'assertion', key: signingKeyOf(values) };
    case 'certificate':
      return { id, sentIn: 'certificate', certificate: { certificate, privateKey, trusted } };
    case 'none':
      return { id, sentIn: 'body' };
    case 'body':
      return { id, secret: clientSecret, sentIn: 'body' };
    default:
      return { id, secret: clientSecret, sentIn: 'basic-header' };
  }
}

export type KeyValues = Pick<ClientValues, 'algorithm' | 'keyId' | 'keyCertificate' | 'privateKey'>;

export function signingKeyOf({ algorithm, keyId, keyCertificate, privateKey }: KeyValues): SigningKey {
  return {
    algorithm: SIGNING_ALGORITHMS.find((known) => known === algorithm) ?? 'RS256',
    privateKey,
    keyId,
    ...(keyCertificate === '' ? {} : { certificate: keyCertificate }),
  };
}
