import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Connection } from '../../../connectors/contract/connection.js';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import type { TenantCaller } from '../../callers/caller.js';
import type { AccessToken } from '../../tokens/access-token.entity.js';
import { careOf } from '../../tokens/care/care-columns.js';
import { nextRenewalOf, spreadOf } from '../../tokens/renewal-schedule.js';
import { namedAs, requireManaging, TokenChanger, unlessOvertaken } from '../../tokens/token-changer.js';
import { TokenStore } from '../../tokens/token-store.js';
import { tokenChangedMeanwhile } from '../../tokens/tokens.errors.js';
import type { TokenChange } from '../../tokens/tokens.repository.js';
import { draftChangedMeanwhile, draftNotIssued, draftNotProved, nameMissing } from '../issuance.errors.js';
import { blankToken } from './blank-token.js';
import { DraftProofs } from './draft-proofs.js';
import { DraftsRepository } from './drafts.repository.js';
import { KeptGrants } from './live/kept-grants.js';
import type { TokenDraft } from './token-draft.entity.js';

/** Renewals that may come between reading the live token and replacing its values. */
const MOST_TRIES = 5;

/** What a person takes on with Done. */
export interface Accepted {
  /** Values that neither an issuance nor a test has proved. */
  readonly acceptUnproved: boolean;
  /** Another name, although uses say the one of now. */
  readonly isForced: boolean;
}

/** Done: the draft becomes a token, or its values replace the live ones, in one step with the end of the draft. */
@Injectable()
export class DraftCompletion {
  constructor(
    private readonly proofs: DraftProofs,
    private readonly drafts: DraftsRepository,
    private readonly store: TokenStore,
    private readonly changer: TokenChanger,
    private readonly kept: KeptGrants,
    private readonly clock: Clock,
  ) {}

  /** @throws token-in-use under another name unless forced, draft-not-issued, draft-not-proved, name-missing, token-name-taken, token-changed-meanwhile */
  async finish(caller: TenantCaller, draft: TokenDraft, { acceptUnproved, isForced }: Accepted): Promise<AccessToken> {
    if (draft.name === '') throw nameMissing();
    const connection = await this.proofs.complete(draft);
    if (!isForced) await this.checkName(caller, draft);
    const kept = await this.kept.finish(caller, draft, connection);
    if (kept) return kept;
    if (!this.isIssued(draft, connection)) throw draftNotIssued();
    if (draft.provedAt === null && !acceptUnproved) throw draftNotProved();
    requireManaging(caller, draft.scopeKey);
    return draft.tokenId === null
      ? this.create(caller, draft, connection)
      : this.replace(caller, { draft, tokenId: draft.tokenId }, connection);
  }

  /** @throws token-in-use */
  private async checkName(caller: TenantCaller, draft: TokenDraft): Promise<void> {
    if (draft.tokenId === null) return;
    const token = await this.changer.manageable(caller, draft.tokenId);
    // Where somebody else has changed the token, the name of the draft may be the one that it had before.
    if (token.revision === draft.tokenRevision) await this.changer.checkRenaming(token, draft.name);
  }

  private isIssued(draft: TokenDraft, connection: Connection): boolean {
    return connection.issued !== undefined || !this.proofs.issues(draft);
  }

  private create(caller: TenantCaller, draft: TokenDraft, connection: Connection): Promise<AccessToken> {
    const now = this.clock.now();
    const id = newId('token');
    const blank: AccessToken = { ...blankToken(draft, id, now), ...this.columns(draft, connection, id) };
    return this.store.create(blank, connection, { by: caller, alongside: (manager) => this.end(manager, draft) });
  }

  /** The token keeps id, name, scope and references; a renewal under way loses its right to store. */
  private async replace(
    caller: TenantCaller,
    { draft, tokenId }: { readonly draft: TokenDraft; readonly tokenId: string },
    connection: Connection,
  ): Promise<AccessToken> {
    const change = { connection, change: this.columns(draft, connection, tokenId), keepsGrant: false };
    const alongside = (manager: EntityManager) => this.end(manager, draft);
    const context = { by: caller, facts: { draft: draft.id }, alongside };
    let token = await this.changer.manageable(caller, tokenId);
    // Renewals raise the generation too, and are no reason to refuse: only what people changed is.
    for (let tries = 0; tries < MOST_TRIES && token.revision === draft.tokenRevision; tries += 1) {
      const changed = await this.store.change(token, change, context).catch(unlessOvertaken);
      if (changed) return changed;
      token = await this.changer.manageable(caller, tokenId);
    }
    throw tokenChangedMeanwhile(token.name);
  }

  private columns(draft: TokenDraft, connection: Connection, tokenId: string) {
    const now = this.clock.now();
    const times = { issuedAt: connection.issued?.issuedAt ?? null, expiresAt: connection.issued?.expiresAt ?? null };
    return {
      ...namedAs(draft.name),
      description: draft.description,
      renewalRate: draft.renewalRate,
      state: 'connected',
      stateSince: now,
      stateReason: null,
      account: draft.account,
      provedAt: draft.provedAt,
      provedBy: draft.provedBy,
      consentedAt: this.proofs.needsConsent(draft) ? times.issuedAt : null,
      ...careOf(draft),
      nextRenewalAt: nextRenewalOf(times, draft.renewalRate, spreadOf(tokenId)),
      failures: 0,
      retryAt: null,
      secretsChangedAt: now,
    } satisfies TokenChange;
  }

  private async end(manager: EntityManager, draft: TokenDraft): Promise<void> {
    if (!(await this.drafts.remove(manager, draft))) throw draftChangedMeanwhile();
  }
}
