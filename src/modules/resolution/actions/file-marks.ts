import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FileReference } from '../../../connectors/contract/action-file.js';
import { canonical } from '../../../kernel/canonical.js';
import { Vault } from '../../vault/vault.js';
import type { ResolutionRequest } from '../resolution.js';
import { fileNotGiven } from './actions.errors.js';

/**
 * Marks the file references that actions give. A run follows marked ones only: the data that it takes from outside
 * could else name any file that the tokens of its definition reach.
 */
@Injectable()
export class FileMarks {
  constructor(private readonly vault: Vault) {}

  async marked(place: ResolutionRequest, reference: FileReference): Promise<FileReference> {
    return { ...reference, mark: await this.markOf(place, reference) };
  }

  /** Whoever calls an action with a key of his own says himself which file he means. @throws file-not-given */
  async check(place: ResolutionRequest, reference: FileReference): Promise<void> {
    if (place.version === undefined) return;
    const [given, wanted] = [Buffer.from(reference.mark ?? ''), Buffer.from(await this.markOf(place, reference))];
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
    throw fileNotGiven(reference.call);
  }

  private markOf({ tenantId, appId }: ResolutionRequest, { call, token, with: inputs }: FileReference) {
    const text = JSON.stringify([appId, call, token, canonical(inputs)]);
    return this.vault.digest(tenantId, 'file reference', { text });
  }
}
