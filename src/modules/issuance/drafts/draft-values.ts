import { Injectable } from '@nestjs/common';
import type { Connection } from '../../../connectors/contract/connection.js';
import { plainOf, type SealedRow, secretKeysOf, TokenSafe } from '../../tokens/token-safe.js';
import { draftChangedMeanwhile } from '../issuance.errors.js';
import { type DraftChange, DraftsRepository } from './drafts.repository.js';
import type { TokenDraft } from './token-draft.entity.js';

type DraftRow = Pick<
  TokenDraft,
  'id' | 'tenantId' | 'scopeKey' | 'connector' | 'method' | 'definition' | 'plainFields' | 'revision'
>;

/** Seals and opens what a draft holds. Each stored change is a new revision, and an older value opens nowhere. */
@Injectable()
export class DraftValues {
  constructor(
    private readonly safe: TokenSafe,
    private readonly drafts: DraftsRepository,
  ) {}

  open(draft: TokenDraft): Promise<Connection> {
    return this.safe.open({ ...rowOf(draft), sealedFields: draft.sealedFields, sealedIssued: draft.sealedIssued });
  }

  /** The columns of these values at that revision. */
  async sealed(draft: DraftRow, connection: Connection): Promise<DraftChange> {
    const plainFields = plainOf(connection.values);
    const row = rowOf({ ...draft, plainFields });
    const columns = await this.safe.seal(row, connection);
    return { plainFields, secretKeys: secretKeysOf(connection.values), revision: draft.revision, ...columns };
  }

  /** Stores the next revision. @throws draft-changed-meanwhile */
  async store(draft: TokenDraft, connection: Connection, change: DraftChange): Promise<TokenDraft> {
    const next = { ...draft, ...change, revision: draft.revision + 1 };
    const columns = { ...change, ...(await this.sealed(next, connection)) };
    if (!(await this.drafts.change(draft, columns))) throw draftChangedMeanwhile();
    return { ...next, ...columns };
  }
}

function rowOf(draft: DraftRow): SealedRow {
  const { id, tenantId, scopeKey, connector, method, definition, plainFields, revision } = draft;
  return { id, tenantId, scopeKey, nameFolded: '', connector, method, definition, plainFields, generation: revision };
}
