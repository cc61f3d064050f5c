import { Injectable } from '@nestjs/common';
import type { Connection } from '../../../../connectors/contract/connection.js';
import type { TenantCaller } from '../../../callers/caller.js';
import type { AccessToken } from '../../../tokens/access-token.entity.js';
import { TokenChanger } from '../../../tokens/token-changer.js';
import type { TokenDraft } from '../token-draft.entity.js';
import { DraftWords } from './draft-words.js';
import { GrantCorrections } from './grant-corrections.js';

/** The drafts of live tokens whose grant goes on, so that nobody has to get a token again. */
@Injectable()
export class KeptGrants {
  constructor(
    private readonly changer: TokenChanger,
    private readonly words: DraftWords,
    private readonly corrections: GrantCorrections,
  ) {}

  /** The changed token; undefined where the draft needs a grant of its own. @throws token-changed-meanwhile */
  async finish(caller: TenantCaller, draft: TokenDraft, connection: Connection): Promise<AccessToken | undefined> {
    if (draft.tokenId === null || connection.issued !== undefined) return undefined;
    const token = await this.changer.manageable(caller, draft.tokenId);
    if (await this.words.areAll(token, draft, connection)) return this.words.finish(caller, token, draft);
    if (!(await this.corrections.isFor(token, draft, connection))) return undefined;
    return this.corrections.finish(caller, { token, draft }, connection);
  }
}
