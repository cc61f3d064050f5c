import { Injectable } from '@nestjs/common';
import type { TenantCaller } from '../../callers/caller.js';
import { TokensService } from '../../tokens/tokens.service.js';
import type { TokenDto } from '../../tokens/views/token.dto.js';
import { Consents } from '../consents/consents.js';
import type { ChangeDraftDto, CreateDraftDto, DraftDto, IssuanceDto, TestResultDto } from './draft.dto.js';
import { type Accepted, DraftCompletion } from './draft-completion.js';
import { DraftProofs } from './draft-proofs.js';
import { DraftView } from './draft-view.js';
import { DraftsService } from './drafts.service.js';

/** The buttons of the configuration screen: each finds the caller's draft, acts, and answers with what is to see. */
@Injectable()
export class DraftDesk {
  constructor(
    private readonly drafts: DraftsService,
    private readonly proofs: DraftProofs,
    private readonly consents: Consents,
    private readonly completion: DraftCompletion,
    private readonly views: DraftView,
    private readonly tokens: TokensService,
  ) {}

  async create(caller: TenantCaller, wanted: CreateDraftDto): Promise<DraftDto> {
    return this.views.of(caller, await this.drafts.create(caller, wanted));
  }

  async list(caller: TenantCaller): Promise<DraftDto[]> {
    const drafts = await this.drafts.list(caller);
    return Promise.all(drafts.map((draft) => this.views.of(caller, draft)));
  }

  async get(caller: TenantCaller, id: string): Promise<DraftDto> {
    return this.views.of(caller, await this.drafts.find(caller, id));
  }

  async change(caller: TenantCaller, id: string, wanted: ChangeDraftDto): Promise<DraftDto> {
    return this.views.of(caller, await this.drafts.change(caller, id, wanted));
  }

  async remove(caller: TenantCaller, id: string): Promise<void> {
    await this.drafts.remove(await this.drafts.find(caller, id));
  }

  async issue(caller: TenantCaller, id: string): Promise<IssuanceDto> {
    const draft = await this.drafts.find(caller, id);
    this.proofs.note(caller, draft, 'draft-issuance');
    if (!this.proofs.needsConsent(draft)) {
      const issued = await this.proofs.issue(draft);
      return { outcome: 'issued', draft: await this.views.of(caller, issued) };
    }
    const consentUrl = await this.consents.offer(draft);
    const waiting = await this.proofs.awaitConsent(draft);
    return { outcome: 'consent-required', consentUrl, draft: await this.views.of(caller, waiting) };
  }

  async test(caller: TenantCaller, id: string): Promise<TestResultDto> {
    const draft = await this.drafts.find(caller, id);
    this.proofs.note(caller, draft, 'draft-test');
    return this.proofs.test(draft);
  }

  async finish(caller: TenantCaller, id: string, accepted: Accepted): Promise<TokenDto> {
    const draft = await this.drafts.find(caller, id);
    const token = await this.completion.finish(caller, draft, accepted);
    return this.tokens.view(caller, token);
  }
}
