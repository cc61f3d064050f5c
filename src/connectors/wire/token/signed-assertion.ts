import { createPrivateKey, type JsonWebKey, type KeyObject, randomUUID, X509Certificate } from 'node:crypto';
import { SignJWT } from 'jose';
import { Secret } from '../../../kernel/secret.js';
import { definedOnly } from '../../contract/defined-only.js';
import type { AssertionFacts, SigningKey } from '../../contract/oauth-client.js';
import { certificateUnusable, privateKeyUnusable } from '../wire.errors.js';

/** Used at once, so short; Salesforce takes none that lives longer. */
const LIFETIME_SECONDS = 180;
/** A vendor whose clock is a little behind ours must not find it issued in the future. */
const BACKDATED_SECONDS = 30;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/;

/**
 * An assertion (RFC 7523 section 3), good for one request. The audience is the vendor's own token address, also when a
 * sandbox answers in the vendor's place. @throws BrokerError `private-key-unusable`, `certificate-unusable`
 */
export async function signAssertion(facts: AssertionFacts, tokenUrl: string, now: Date): Promise<Secret> {
  const { key, issuer, subject, audience = tokenUrl, claims } = facts;
  const issuedAt = Math.floor(now.getTime() / 1000) - BACKDATED_SECONDS;
  const header = headerOf(key);
  const payload = {
    ...claimsOf(claims),
    iss: issuer,
    ...definedOnly({ sub: subject }),
    aud: audience,
    iat: issuedAt,
    // Microsoft Entra documents it as required.
    nbf: issuedAt,
    exp: issuedAt + LIFETIME_SECONDS,
    jti: randomUUID(),
  };
  try {
    const privateKey = readPrivateKey(key.privateKey.reveal('sign an assertion'));
    return new Secret(await new SignJWT(payload).setProtectedHeader(header).sign(privateKey));
  } catch {
    throw privateKeyUnusable(key.algorithm);
  }
}

/** Copies, because the lists of a contract cannot be changed. */
function claimsOf(claims: AssertionFacts['claims'] = {}): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
}

function headerOf({ algorithm, keyId, certificate, thumbprint }: SigningKey) {
  return {
    alg: algorithm,
    typ: 'JWT',
    ...definedOnly({ kid: keyId === '' ? undefined : keyId }),
    ...(certificate === undefined ? {} : thumbprintOf(certificate, thumbprint ?? 'x5t#S256')),
  };
}

function thumbprintOf(certificate: Secret | string, kind: NonNullable<SigningKey['thumbprint']>) {
  const text = certificate instanceof Secret ? certificate.reveal('name the key by its certificate') : certificate;
  const { fingerprint, fingerprint256 } = readCertificate(text);
  const hex = kind === 'x5t' ? fingerprint : fingerprint256;
  return { [kind]: Buffer.from(hex.replaceAll(':', ''), 'hex').toString('base64url') };
}

/** The first certificate of a PEM text, which may hold other blocks besides. */
function readCertificate(text: string): X509Certificate {
  const block = CERTIFICATE.exec(text)?.[0];
  try {
    if (block !== undefined) return new X509Certificate(block);
  } catch {
    // Said below, without the parser's words, which may quote what was pasted.
  }
  throw certificateUnusable();
}

/** PEM of PKCS#8, PKCS#1 or SEC1, or a JWK as JSON text. */
function readPrivateKey(text: string): KeyObject {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) return createPrivateKey(trimmed);
  const key: JsonWebKey = JSON.parse(trimmed);
  return createPrivateKey({ key, format: 'jwk' });
}
