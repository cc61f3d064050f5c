import type { EntityManager } from 'typeorm';
import { rowChange, rowStatement, runForValues } from '../database/rows/row-statement.js';

/** Where a tenant's chain ends. */
export interface ChainEnd {
  readonly position: number;
  readonly hash: string;
}

/**
 * The statements on the ends of chains; by hand, because every change of anything runs them. On PostgreSQL the row
 * lock makes the chain grow one transaction at a time; on SQLite the write queue does.
 */
export class AuditHeads {
  readonly #making;
  readonly #locking;
  readonly #moving;

  constructor(engine: 'sqlite' | 'postgres') {
    const end = { tenant: 'text', place: 'int', digest: 'text' } as const;
    // Without a WHERE SQLite takes ON for that of a join (https://sqlite.org/lang_upsert.html).
    this.#making = rowStatement(
      engine,
      end,
      (table) => `INSERT INTO audit_head ("tenantId", "position", "hash")
        SELECT v."tenant", v."place", v."digest" FROM ${table} WHERE true ON CONFLICT ("tenantId") DO NOTHING`,
    );
    this.#locking = rowStatement(
      engine,
      { tenant: 'text' },
      (table) => `SELECT "position", "hash" FROM audit_head
        WHERE "tenantId" IN (SELECT v."tenant" FROM ${table})${engine === 'postgres' ? ' FOR UPDATE' : ''}`,
    );
    this.#moving = rowChange(
      engine,
      end,
      (from) =>
        `UPDATE audit_head SET "position" = v."place", "hash" = v."digest" ${from} WHERE "tenantId" = v."tenant"`,
    );
  }

  /** The end of the chain, which nobody else moves until the transaction ends. @param first the end of an empty one */
  async lock(manager: EntityManager, tenantId: string, first: ChainEnd): Promise<ChainEnd> {
    const [known] = await runForValues(manager, this.#locking, [[tenantId]]);
    if (known) return endIn(known);
    await runForValues(manager, this.#making, [[tenantId, first.position, first.hash]]);
    const [made] = await runForValues(manager, this.#locking, [[tenantId]]);
    return made ? endIn(made) : first;
  }

  async move(manager: EntityManager, tenantId: string, { position, hash }: ChainEnd): Promise<void> {
    await runForValues(manager, this.#moving, [[tenantId, position, hash]]);
  }
}

function endIn(row: Readonly<Record<string, unknown>>): ChainEnd {
  return { position: Number(row.position), hash: String(row.hash) };
}
