import type { RootKey } from './root-key.js';
import { rootKeyWrong } from './vault.errors.js';

/** The present root key, and while a rotation is under way the one before it. */
export class RootKeyRing {
  constructor(
    readonly present: RootKey,
    readonly previous?: RootKey,
  ) {}

  knows(rootKeyId: string): boolean {
    return rootKeyId === this.present.id || rootKeyId === this.previous?.id;
  }

  /** @throws root-key-wrong */
  async unwrap(wrapped: string, rootKeyId: string, purpose: string): Promise<Buffer> {
    const rootKey = rootKeyId === this.previous?.id ? this.previous : this.present;
    const key = rootKeyId === rootKey.id ? await rootKey.unwrap(wrapped, purpose) : undefined;
    if (!key) throw rootKeyWrong({ configured: this.present.id, needed: rootKeyId });
    return key;
  }
}
