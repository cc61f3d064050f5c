import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../../connectors/connectors.service.js';
import type { Connection, Grant, TestResult } from '../../../connectors/contract/connection.js';
import { issuanceOf } from '../../../connectors/contract/issuance.js';
import { BrokerError } from '../../../kernel/broker.error.js';
import { Clock } from '../../../kernel/clock.js';
import { AuditService } from '../../audit/audit.service.js';
import type { TenantCaller } from '../../callers/caller.js';
import { appOfScope } from '../../tokens/token-scope.js';
import { reasonOf } from '../../tokens/token-state.js';
import { draftNotIssued, nothingToIssue } from '../issuance.errors.js';
import { DraftValues } from './draft-values.js';
import { DraftsRepository } from './drafts.repository.js';
import type { TokenDraft } from './token-draft.entity.js';

const UNPROVED = { provedAt: null, provedBy: null } as const;

/** Proves the values of a draft at the vendor, and remembers how it went: issuance, or Test Connection. */
@Injectable()
export class DraftProofs {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly values: DraftValues,
    private readonly drafts: DraftsRepository,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** Leaves a trace at the live token: its secrets are about to be used, whatever becomes of the draft. */
  note(by: TenantCaller, draft: TokenDraft, action: 'draft-issuance' | 'draft-test'): void {
    const { id, tenantId, tokenId, name, scopeKey } = draft;
    if (tokenId === null) return;
    const appId = appOfScope(scopeKey);
    this.audit.recordSoon({
      ...{ tenantId, by, action: `access-token.${action}`, facts: { draft: id } },
      subject: { kind: 'access-token', id: tokenId, name },
      ...(appId === undefined ? {} : { appId }),
    });
  }

  /** The draft's values, complete and checked. @throws fields-invalid with every missing field */
  async complete(draft: TokenDraft): Promise<Connection> {
    const connection = await this.values.open(draft);
    const { values } = this.connectors.parseFields(connection, {}, { kept: connection.values });
    return { ...connection, values };
  }

  /** Whether the method issues a token at all. */
  issues(draft: TokenDraft): boolean {
    return issuanceOf(this.connectors.method(draft).scheme) !== 'none';
  }

  needsConsent(draft: TokenDraft): boolean {
    return issuanceOf(this.connectors.method(draft).scheme) === 'consent';
  }

  /** Get OAuth 2.0 Access Token: by exchange, or with the grant of a consent. @throws the vendor's judgement */
  async issue(draft: TokenDraft, grant?: Grant): Promise<TokenDraft> {
    if (!this.issues(draft)) throw nothingToIssue();
    const connection = await this.complete(draft);
    return this.remembering(draft, async () => {
      const issued = await this.connectors.issue(connection, grant);
      const now = this.clock.now();
      return this.values.store(
        draft,
        { ...connection, issued },
        {
          state: 'issued',
          stateSince: now,
          stateReason: null,
          provedAt: now,
          provedBy: 'issuance',
          account: issued.account ?? null,
        },
      );
    });
  }

  async awaitConsent(draft: TokenDraft): Promise<TokenDraft> {
    const change = { state: 'awaiting-consent', stateSince: this.clock.now(), stateReason: null } as const;
    await this.drafts.change(draft, change);
    return { ...draft, ...change };
  }

  /** Test Connection. @throws draft-not-issued, and the vendor's judgement */
  async test(draft: TokenDraft): Promise<TestResult> {
    const connection = await this.complete(draft);
    if (this.issues(draft) && !connection.issued) throw draftNotIssued();
    return this.remembering(draft, async () => {
      const result = await this.connectors.test(connection);
      await this.drafts.change(draft, {
        provedAt: result.at,
        provedBy: 'test',
        account: result.account ?? draft.account,
        stateReason: null,
        ...(draft.state === 'failed' ? { state: connection.issued ? 'issued' : 'open', stateSince: result.at } : {}),
      });
      return result;
    });
  }

  /** Writes why it failed into the draft, so that it can be read after the popup is gone. */
  async fail(draft: TokenDraft, error: BrokerError): Promise<void> {
    const stateSince = this.clock.now();
    await this.drafts.change(draft, { state: 'failed', stateSince, stateReason: reasonOf(error), ...UNPROVED });
  }

  private async remembering<T>(draft: TokenDraft, prove: () => Promise<T>): Promise<T> {
    try {
      return await prove();
    } catch (error) {
      // Somebody is still at it.
      const isOpen = error instanceof BrokerError && error.code === 'consent-pending';
      if (error instanceof BrokerError && !isOpen) await this.fail(draft, error);
      throw error;
    }
  }
}
