import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { type DemoKey, pemOf } from './demo-key.js';

/** A self-signed certificate for a demo key, and the thumbprints by which a vendor knows it. */
export interface DemoCertificate {
  /** PEM, as people upload it to a vendor and paste it into forms. */
  readonly pem: string;
  /** RFC 7515 sections 4.1.7 and 4.1.8: base64url of SHA-1 and SHA-256 over the DER. */
  readonly x5t: string;
  readonly 'x5t#S256': string;
}

/** 1.2.840.113549.1.1.11, sha256WithRSAEncryption, with its NULL. */
const SHA256_RSA = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
/** 2.5.4.3, commonName. */
const COMMON_NAME = Buffer.from('0603550403', 'hex');

/** A certificate of one RSA key that signs itself, good for two years (RFC 5280 section 4.1). */
export function makeDemoCertificate(key: DemoKey, name: string): DemoCertificate {
  const privateKey = createPrivateKey(pemOf(key));
  const subject = der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, Buffer.from(name)))));
  const year = new Date().getUTCFullYear();
  const validity = der(
    0x30,
    der(0x18, Buffer.from(`${year}0101000000Z`)),
    der(0x18, Buffer.from(`${year + 2}0101000000Z`)),
  );
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const serial = der(0x02, Buffer.from([1]));
  const content = der(0x30, serial, SHA256_RSA, subject, validity, subject, publicKey);
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, privateKey));
  const certificate = der(0x30, content, SHA256_RSA, signature);
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    pem: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    x5t: createHash('sha1').update(certificate).digest('base64url'),
    'x5t#S256': createHash('sha256').update(certificate).digest('base64url'),
  };
}

/** Tag, length and content (X.690 section 8.1). */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length, ...bytes]), content]);
}
