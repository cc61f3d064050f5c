import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../../kernel/ids.js';
import { insertRows } from '../database/rows/insert-rows.js';
import { RowFormat } from '../database/rows/row-format.js';
import { Vault } from '../vault/vault.js';
import type { DatedEntry } from './audit-entry.js';
import { AuditEventEntity } from './audit-event.entity.js';
import { AuditHeads } from './audit-heads.js';

/** What stands before the first event. */
export const CHAIN_START = '0'.repeat(64);

/**
 * Writes the events of each tenant as a chain: every hash covers the hash before it. The hash is keyed by the vault,
 * so that whoever can only write to the database cannot make a chain that holds.
 */
@Injectable()
export class AuditChain {
  #format: RowFormat<AuditEventEntity> | undefined;
  #heads: AuditHeads | undefined;

  constructor(private readonly vault: Vault) {}

  async append(manager: EntityManager, tenantId: string, entries: readonly DatedEntry[]): Promise<void> {
    const heads = this.#headsOf(manager);
    let { position, hash } = await heads.lock(manager, tenantId, { position: 0, hash: CHAIN_START });
    const events: AuditEventEntity[] = [];
    for (const entry of entries) {
      position += 1;
      const event = eventOf(entry, position);
      hash = await this.hashOf(event, { previous: hash, manager });
      event.hash = hash;
      events.push(event);
    }
    await insertRows(manager, this.#formatOf(manager), events);
    await heads.move(manager, tenantId, { position, hash });
  }

  hashOf(event: AuditEventEntity, chain: { previous: string; manager?: EntityManager }): Promise<string> {
    const text = canonicalText(event, chain.previous);
    return this.vault.digest(event.tenantId, 'audit chain', {
      text,
      ...(chain.manager && { manager: chain.manager }),
    });
  }

  #formatOf({ dataSource }: EntityManager): RowFormat<AuditEventEntity> {
    this.#format ??= new RowFormat(dataSource, AuditEventEntity);
    return this.#format;
  }

  #headsOf({ dataSource }: EntityManager): AuditHeads {
    this.#heads ??= new AuditHeads(dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite');
    return this.#heads;
  }
}

function eventOf(entry: DatedEntry, position: number): AuditEventEntity {
  const { by, subject } = entry;
  return {
    tenantId: entry.tenantId,
    position,
    id: newId('event'),
    at: entry.at,
    actorKind: by.kind,
    actorId: by.id,
    address: by.address ?? null,
    requestId: by.requestId ?? null,
    action: entry.action,
    subjectKind: subject?.kind ?? null,
    subjectId: subject?.id ?? null,
    subjectName: subject?.name ?? null,
    appId: entry.appId ?? null,
    generation: entry.generation ?? null,
    facts: JSON.stringify(entry.facts ?? {}),
    hash: CHAIN_START,
  };
}

/** A JSON array of all columns in a fixed order: no two events have the same text. */
function canonicalText(event: AuditEventEntity, previous: string): string {
  return JSON.stringify([
    previous,
    event.tenantId,
    event.position,
    event.id,
    event.at.toISOString(),
    event.actorKind,
    event.actorId,
    event.address,
    event.requestId,
    event.action,
    event.subjectKind,
    event.subjectId,
    event.subjectName,
    event.appId,
    event.generation,
    event.facts,
  ]);
}
