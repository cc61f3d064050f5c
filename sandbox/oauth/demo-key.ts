import { createHash, createPrivateKey } from 'node:crypto';
import { newEcKey, newRsaKey } from './new-key.js';

/** A client's key pair for signed assertions, as JWK members. */
export interface DemoKey {
  readonly kid: string;
  readonly alg: string;
  readonly use: 'sig';
  readonly kty: string;
  readonly d: string;
  readonly [member: string]: string;
}

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi'];

/** A new key pair for this process: no private key stands in the sources. */
export function makeDemoKey(alg: 'RS256' | 'RS384' | 'ES256'): DemoKey {
  const key = alg === 'ES256' ? newEcKey('P-256') : newRsaKey(2048);
  const { kty = '', d = '', ...rest } = key.export({ format: 'jwk' });
  const members = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]));
  const kid = `demo-${createHash('sha256')
    .update(`${members.n ?? members.x}`)
    .digest('hex')
    .slice(0, 16)}`;
  return { ...members, kty, d, kid, alg, use: 'sig' };
}

/** The half that a vendor is given. */
export function publicHalf(key: DemoKey): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(key).filter(([name]) => !PRIVATE_MEMBERS.includes(name)));
}

/** The private key in PEM (PKCS#8), as people paste it into forms. */
export function pemOf(key: DemoKey): string {
  return createPrivateKey({ key: { ...key }, format: 'jwk' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}
