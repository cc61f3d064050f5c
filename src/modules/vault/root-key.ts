import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { Secret } from '../../kernel/secret.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The key above all data keys. An external key service stands behind the same two verbs. */
export abstract class RootKey {
  /** Names the key without telling it; stored beside everything that it wrapped. */
  abstract readonly id: string;

  /** @param purpose what the data key is for; authenticated, so that a wrapped key cannot change places. */
  abstract wrap(key: Buffer, purpose: string): Promise<string>;

  /** The key, or undefined when it was wrapped by another root key or altered. */
  abstract unwrap(wrapped: string, purpose: string): Promise<Buffer | undefined>;
}

/** A root key of 32 bytes in the memory of this process. */
export class LocalRootKey extends RootKey {
  override readonly id: string;
  readonly #key: KeyObject;

  constructor(base64: Secret) {
    super();
    const bytes = Buffer.from(base64.reveal('to wrap the data keys'), 'base64');
    this.#key = createSecretKey(bytes);
    this.id = `local-${createHmac('sha256', bytes).update('latchkey root key id').digest('hex').slice(0, 16)}`;
  }

  /** Text of a new random key, in the form that the configuration takes. */
  static generate(): Secret {
    return new Secret(randomBytes(32).toString('base64'));
  }

  override async wrap(key: Buffer, purpose: string): Promise<string> {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(purpose, 'utf8'));
    return Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  }

  override async unwrap(wrapped: string, purpose: string): Promise<Buffer | undefined> {
    const bytes = Buffer.from(wrapped, 'base64url');
    if (bytes.length !== IV_BYTES + 32 + TAG_BYTES) return undefined;
    try {
      const iv = bytes.subarray(0, IV_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', this.#key, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(purpose, 'utf8'));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES)), decipher.final()]);
    } catch {
      return undefined;
    }
  }
}
