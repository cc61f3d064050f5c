import { Injectable } from '@nestjs/common';
import type { Connection } from '../../../../connectors/contract/connection.js';
import type { FieldValues } from '../../../../connectors/contract/fields.js';
import { Secret } from '../../../../kernel/secret.js';
import { etagOf, Precondition } from '../../../api/etag.js';
import type { TenantCaller } from '../../../callers/caller.js';
import type { AccessToken } from '../../../tokens/access-token.entity.js';
import { TokenChanger } from '../../../tokens/token-changer.js';
import { TokenSafe } from '../../../tokens/token-safe.js';
import { needsPerson } from '../../../tokens/token-state.js';
import { tokenChangedMeanwhile } from '../../../tokens/tokens.errors.js';
import type { ChangeTokenDto } from '../../../tokens/views/token.dto.js';
import { draftChangedMeanwhile } from '../../issuance.errors.js';
import { DraftsRepository } from '../drafts.repository.js';
import type { TokenDraft } from '../token-draft.entity.js';

/**
 * A live token that is only called, described or paced otherwise: what is issued for its values stays, and nobody has
 * to consent to a corrected description, or to prove it.
 */
@Injectable()
export class DraftWords {
  constructor(
    private readonly changer: TokenChanger,
    private readonly safe: TokenSafe,
    private readonly drafts: DraftsRepository,
  ) {}

  /** Whether the draft has the live values and nothing that was tried. Who mends a broken token means its values. */
  async areAll(token: AccessToken, draft: TokenDraft, connection: Connection): Promise<boolean> {
    const isSameMethod =
      draft.connector === token.connector &&
      draft.method === token.method &&
      JSON.stringify(draft.definition) === JSON.stringify(token.definition);
    const isUntried = draft.state === 'open' && draft.provedAt === null;
    if (!isSameMethod || !isUntried || needsPerson(token.state)) return false;
    return areSame(connection.values, (await this.safe.open(token)).values);
  }

  /** Nothing but words goes live; without new ones the token stays as it is. @throws token-changed-meanwhile */
  async finish(caller: TenantCaller, token: AccessToken, draft: TokenDraft): Promise<AccessToken> {
    if (token.revision !== draft.tokenRevision) throw tokenChangedMeanwhile(token.name);
    const wanted = wordsOf(token, draft);
    if (Object.keys(wanted).length === 0) {
      await this.drafts.discard(draft);
      return token;
    }
    return this.changer.change(caller, token.id, {
      wanted,
      precondition: new Precondition([etagOf(token.revision)]),
      // Done has asked already whether the name may go.
      isForced: true,
      facts: { draft: draft.id },
      alongside: async (manager) => {
        if (!(await this.drafts.remove(manager, draft))) throw draftChangedMeanwhile();
      },
    });
  }
}

/** What the draft says otherwise than the token. */
function wordsOf(token: AccessToken, draft: TokenDraft): ChangeTokenDto {
  const end = draft.credentialExpiresAt;
  const isOtherEnd = end?.getTime() !== token.credentialExpiresAt?.getTime();
  const isOtherContact = draft.reminderContact !== token.reminderContact;
  return {
    ...Object.fromEntries(PLAIN.filter((key) => draft[key] !== token[key]).map((key) => [key, draft[key]])),
    ...(isOtherEnd ? { credentialExpiresAt: end?.toISOString() ?? null } : {}),
    ...(isOtherContact ? { reminderContact: draft.reminderContact ?? '' } : {}),
  };
}

const PLAIN = ['name', 'description', 'renewalRate', 'keepAlive', 'remindDays'] as const;

function areSame(values: FieldValues, live: FieldValues): boolean {
  const keys = new Set([...Object.keys(values), ...Object.keys(live)]);
  return [...keys].every((key) => {
    const [one, other] = [values[key], live[key]];
    return one instanceof Secret && other instanceof Secret ? one.equals(other) : one === other;
  });
}
