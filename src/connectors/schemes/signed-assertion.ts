import { createPrivateKey, type JsonWebKey, type KeyObject, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { Secret } from '../../kernel/secret.js';
import type { AssertionFacts } from '../contract/scheme.js';
import { privateKeyUnusable } from './schemes.errors.js';

const LONGEST_LIFETIME_SECONDS = 300;

/**
 * A client assertion (RFC 7523 section 3), good for one request. The audience is the vendor's own token address, also
 * when a sandbox answers in the vendor's place. @throws BrokerError `private-key-unusable`
 */
export async function signAssertion(facts: AssertionFacts, audience: string, now: Date): Promise<Secret> {
  const { algorithm, privateKey, keyId, issuer, subject, lifetimeSeconds } = facts;
  const issuedAt = Math.floor(now.getTime() / 1000);
  try {
    const key = readPrivateKey(privateKey.reveal('sign a client assertion'));
    const token = await new SignJWT()
      .setProtectedHeader({ alg: algorithm, kid: keyId, typ: 'JWT' })
      .setIssuer(issuer)
      .setSubject(subject)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + Math.min(lifetimeSeconds, LONGEST_LIFETIME_SECONDS))
      .setJti(randomUUID())
      .sign(key);
    return new Secret(token);
  } catch {
    throw privateKeyUnusable(algorithm);
  }
}

/** PEM of PKCS#8, PKCS#1 or SEC1, or a JWK as JSON text. */
function readPrivateKey(text: string): KeyObject {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) return createPrivateKey(trimmed);
  const key: JsonWebKey = JSON.parse(trimmed);
  return createPrivateKey({ key, format: 'jwk' });
}
