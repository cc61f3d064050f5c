import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const;

/**
 * A new RSA key that may be exported. An export as JWK locks the key and may make Node collect garbage; the job that
 * generated a key locks it as well when it is collected, and the thread would wait for itself for ever (seen on Node 20).
 * A key that is read from text shares its lock with no job.
 *
 * @param modulusLength bits
 */
export function newRsaKey(modulusLength: number): KeyObject {
  return createPrivateKey(
    generateKeyPairSync('rsa', { modulusLength, publicKeyEncoding, privateKeyEncoding }).privateKey,
  );
}

/** A new key on a curve, made as `newRsaKey` makes one and for the same reason. */
export function newEcKey(namedCurve: 'P-256' | 'P-384'): KeyObject {
  return createPrivateKey(generateKeyPairSync('ec', { namedCurve, publicKeyEncoding, privateKeyEncoding }).privateKey);
}
