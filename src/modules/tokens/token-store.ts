import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Connection } from '../../connectors/contract/connection.js';
import { AuditService } from '../audit/audit.service.js';
import type { AuditEntry, AuditFact } from '../audit/audit-entry.js';
import type { Caller } from '../callers/caller.js';
import { Database } from '../database/database.js';
import { isUniqueViolation } from '../database/unique-violation.js';
import { TokenTraces } from '../usage/token-traces.js';
import type { AccessToken } from './access-token.entity.js';
import { TokenEvents } from './changes/token-events.js';
import { TokenGenerations } from './token-generations.js';
import { appOfScope, scopeName } from './token-scope.js';
import { tokenChangedMeanwhile, tokenNameTaken } from './tokens.errors.js';
import { type TokenChange, TokensRepository } from './tokens.repository.js';

/** Who changes a token, and what else has to happen in the same transaction. */
export interface ChangeContext {
  readonly by: Caller;
  readonly facts?: Readonly<Record<string, AuditFact | undefined>>;
  /** For example the end of the draft that the change comes from. */
  readonly alongside?: (manager: EntityManager) => Promise<void>;
}

export interface StoredChange {
  readonly connection: Connection;
  readonly change: TokenChange;
  /** The issued token stays: a renewal under way must not be overtaken, or its answer would be lost. */
  readonly keepsGrant: boolean;
}

/** A renewal of the replaced grant can store nothing any more, and must not keep the new one waiting. */
const NO_LEASE = { leaseHolder: null, leaseUntil: null } as const;

/** Stores changes that people make: token, events, audit and whatever belongs to it in one transaction. */
@Injectable()
export class TokenStore {
  constructor(
    private readonly database: Database,
    private readonly tokens: TokensRepository,
    private readonly generations: TokenGenerations,
    private readonly audit: AuditService,
    private readonly traces: TokenTraces,
    private readonly events: TokenEvents,
  ) {}

  /** Stores a new token as its generation 1. @throws token-name-taken */
  async create(blank: AccessToken, connection: Connection, context: ChangeContext): Promise<AccessToken> {
    const columns = await this.generations.next({ ...blank, generation: 0 }, connection, {});
    const token = { ...blank, ...columns };
    await this.write(token, context, async (manager) => {
      await this.tokens.insert(manager, token);
      await this.events.record(manager, undefined, token);
      await this.audit.record(manager, entryOf('access-token.created', token, context));
    });
    return token;
  }

  /** Stores the next generation over `token`. @throws token-name-taken, token-changed-meanwhile */
  async change(
    token: AccessToken,
    { connection, change, keepsGrant }: StoredChange,
    context: ChangeContext,
  ): Promise<AccessToken> {
    const revision = token.revision + 1;
    const wanted = keepsGrant ? { ...change, revision } : { ...change, ...NO_LEASE, revision };
    const columns = await this.generations.next(token, connection, wanted);
    const changed = { ...token, ...columns };
    const { id, generation, fence } = token;
    const version = { id, generation, revision: token.revision, ...(keepsGrant ? { fence } : {}) };
    await this.write(changed, context, async (manager) => {
      if (!(await this.tokens.change(manager, version, columns))) throw tokenChangedMeanwhile(token.name);
      await this.events.record(manager, token, changed);
      await this.audit.record(manager, entryOf('access-token.changed', changed, context));
    });
    return changed;
  }

  /**
   * Stores columns that no value is sealed with. Neither generation nor lease moves, so a renewal under way keeps its
   * right to store. @throws token-changed-meanwhile
   */
  async mark(
    token: AccessToken,
    change: TokenChange,
    { action, ...context }: ChangeContext & { readonly action: string },
  ): Promise<AccessToken> {
    const columns = { ...change, revision: token.revision + 1 };
    const marked = { ...token, ...columns };
    await this.write(marked, context, async (manager) => {
      if (!(await this.tokens.mark(manager, token, columns))) throw tokenChangedMeanwhile(token.name);
      await this.events.record(manager, token, marked);
      await this.audit.record(manager, entryOf(action, marked, context));
    });
    return marked;
  }

  /** Remembers a proof, unless the token was changed meanwhile: then it proves nothing of what is stored. */
  async prove(
    token: AccessToken,
    proof: Required<Pick<TokenChange, 'provedAt' | 'provedBy' | 'account'>>,
  ): Promise<void> {
    await this.database.write((manager) => this.tokens.change(manager, token, proof));
  }

  /** @throws token-changed-meanwhile */
  async remove(token: AccessToken, context: ChangeContext): Promise<void> {
    await this.write(token, context, async (manager) => {
      if (!(await this.tokens.remove(manager, token))) throw tokenChangedMeanwhile(token.name);
      await this.traces.deleteOf(manager, token.id);
      await this.events.record(manager, token, undefined);
      await this.audit.record(manager, entryOf('access-token.removed', token, context));
    });
  }

  private async write(
    token: AccessToken,
    { alongside }: ChangeContext,
    work: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    try {
      await this.database.write(async (manager) => {
        await alongside?.(manager);
        await work(manager);
      });
    } catch (error) {
      if (isUniqueViolation(error)) throw tokenNameTaken(token.name, scopeName(token.scopeKey));
      throw error;
    }
  }
}

function entryOf(action: string, token: AccessToken, { by, facts }: ChangeContext): AuditEntry {
  const appId = appOfScope(token.scopeKey);
  return {
    tenantId: token.tenantId,
    by,
    action,
    subject: { kind: 'access-token', id: token.id, name: token.name },
    generation: token.generation,
    ...(appId === undefined ? {} : { appId }),
    ...(facts === undefined ? {} : { facts }),
  };
}
