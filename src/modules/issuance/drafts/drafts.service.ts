import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../../connectors/connectors.service.js';
import type { Connection } from '../../../connectors/contract/connection.js';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import type { TenantCaller } from '../../callers/caller.js';
import { careColumnsOf } from '../../tokens/care/care-columns.js';
import { mayManageScope } from '../../tokens/token-access.js';
import { namedAs, TokenChanger } from '../../tokens/token-changer.js';
import { draftChangedMeanwhile, draftNotFound } from '../issuance.errors.js';
import type { ChangeDraftDto, CreateDraftDto } from './draft.dto.js';
import { type DraftBeginning, DraftOrigins } from './draft-origins.js';
import { DraftValues } from './draft-values.js';
import { DraftsRepository } from './drafts.repository.js';
import type { TokenDraft } from './token-draft.entity.js';

const DRAFT_LIFE = 24 * 60 * 60_000;
const UNPROVED = { stateReason: null, provedAt: null, provedBy: null, account: null } as const;

/** Drafts as their owner fills them in, for as long as he may. To everybody else they do not exist. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly drafts: DraftsRepository,
    private readonly values: DraftValues,
    private readonly origins: DraftOrigins,
    private readonly connectors: ConnectorsService,
    private readonly changer: TokenChanger,
    private readonly clock: Clock,
  ) {}

  async create(caller: TenantCaller, wanted: CreateDraftDto): Promise<TokenDraft> {
    const { connection, ...beginning } = await this.origins.of(caller, wanted);
    const now = this.clock.now();
    const blank = {
      id: newId('draft'),
      tenantId: caller.tenantId,
      ownerId: caller.id,
      ...beginning,
      ...this.describedBy(connection, wanted),
      connector: connection.connector,
      method: connection.method,
      definition: connection.definition ?? null,
      plainFields: {},
      secretKeys: [],
      sealedFields: '',
      sealedIssued: null,
      revision: 1,
      state: 'open' as const,
      stateSince: now,
      stateReason: null,
      account: null,
      provedAt: null,
      provedBy: null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + DRAFT_LIFE),
    };
    const filled = this.parse(blank, connection, wanted.fields);
    const draft = { ...blank, ...(await this.values.sealed(blank, filled)) };
    await this.drafts.insert(draft);
    return draft;
  }

  /** @throws draft-not-found */
  async find(caller: TenantCaller, id: string): Promise<TokenDraft> {
    const draft = await this.drafts.find(caller.tenantId, id);
    if (!draft || draft.ownerId !== caller.id || !mayManageScope(caller, draft.scopeKey)) throw draftNotFound();
    return draft;
  }

  async list(caller: TenantCaller): Promise<TokenDraft[]> {
    const drafts = await this.drafts.listOf(caller.tenantId, caller.id);
    return drafts.filter(({ scopeKey }) => mayManageScope(caller, scopeKey));
  }

  async remove(draft: TokenDraft): Promise<void> {
    await this.drafts.discard(draft);
  }

  /** New field values end what was issued and proved for the older ones. */
  async change(caller: TenantCaller, id: string, wanted: ChangeDraftDto): Promise<TokenDraft> {
    const draft = await this.find(caller, id);
    const connection = await this.values.open(draft);
    const described = this.describedBy(connection, wanted);
    if (wanted.fields === undefined) return this.describe(draft, described);
    const { issued: _, ...unissued } = connection;
    const now = this.clock.now();
    const reset = { state: 'open', stateSince: now, ...UNPROVED } as const;
    return this.values.store(draft, this.parse(draft, unissued, wanted.fields), { ...described, ...reset });
  }

  /** The values stay the same revision, so that a consent under way still belongs to them. */
  private async describe(draft: TokenDraft, described: Partial<DraftBeginning>): Promise<TokenDraft> {
    const isChange = Object.keys(described).length > 0;
    if (isChange && !(await this.drafts.change(draft, described))) throw draftChangedMeanwhile();
    return { ...draft, ...described };
  }

  /** Whatever is in a draft of no token was typed by its owner. */
  private parse(
    { tokenId }: Pick<TokenDraft, 'tokenId'>,
    connection: Connection,
    fields: Record<string, unknown> | undefined,
  ): Connection {
    if (fields === undefined) return connection;
    const keeping = { kept: connection.values, mayLeadElsewhere: tokenId === null, complete: false };
    const { values } = this.connectors.parseFields(connection, fields, keeping);
    return { ...connection, values };
  }

  private describedBy(connection: Connection, wanted: ChangeDraftDto): Partial<DraftBeginning> {
    return {
      ...(wanted.name === undefined ? {} : { name: namedAs(wanted.name).name }),
      ...(wanted.description === undefined ? {} : { description: wanted.description }),
      ...(wanted.renewalRate === undefined ? {} : { renewalRate: this.changer.rateOf(connection, wanted.renewalRate) }),
      ...careColumnsOf(wanted),
    };
  }
}
