import { Injectable } from '@nestjs/common';
import { And, type EntityManager, LessThan, MoreThanOrEqual } from 'typeorm';
import { Database } from '../database/database.js';
import { type RowStatement, rowStatement, runForRows } from '../database/rows/row-statement.js';
import { FigureEntity, type FigureKind } from './figure.entity.js';
import { GRAIN_NAMES, GRAINS, type Grain } from './figure-grains.js';

/** What has been counted since the last time. */
export interface FigureRow {
  readonly tenantId: string;
  readonly grain: Grain;
  /** ISO 8601, UTC. */
  readonly bucket: string;
  readonly kind: FigureKind;
  readonly label: string;
  readonly times: number;
}

/** Where the row stands: the same for counts that belong together. */
export function placeOf({ tenantId, grain, bucket, kind, label }: Omit<FigureRow, 'times'>): string {
  return [tenantId, grain, bucket, kind, label].join(' ');
}

export interface FigureSpan {
  readonly tenantId: string;
  readonly grain: Grain;
  readonly from: Date;
  readonly to: Date;
}

/** Rows of one write. */
export const ROWS_AT_ONCE = 500;

/** The stored counts. */
@Injectable()
export class FigureRows {
  readonly #adding: RowStatement;

  constructor(private readonly database: Database) {
    const columns = {
      tenantId: 'text',
      grain: 'text',
      bucket: 'text',
      kind: 'text',
      label: 'text',
      times: 'int',
    } as const;
    const names = Object.keys(columns).map((name) => `"${name}"`);
    const key = names.slice(0, -1).join(', ');
    // Without a WHERE SQLite takes ON for that of a join (https://sqlite.org/lang_upsert.html).
    this.#adding = rowStatement(
      database.engine,
      columns,
      (table) =>
        `INSERT INTO "figure" (${names.join(', ')}) SELECT ${names.join(', ')} FROM ${table} WHERE true ` +
        `ON CONFLICT (${key}) DO UPDATE SET "times" = "figure"."times" + excluded."times"`,
    );
  }

  /** Adds to what other replicas have counted, all or nothing. Sorted by place, two replicas cannot block each other. */
  async add(rows: readonly FigureRow[]): Promise<void> {
    await this.database.write((manager) =>
      runForRows(
        manager,
        this.#adding,
        rows.map((row) => ({ ...row })),
      ),
    );
  }

  read({ tenantId, grain, from, to }: FigureSpan): Promise<FigureEntity[]> {
    const bucket = And(MoreThanOrEqual(from), LessThan(to));
    return this.database.reader.findBy(FigureEntity, { tenantId, grain, bucket });
  }

  /** What is older than its grain is kept. */
  async forget(now: Date): Promise<void> {
    await this.database.write(async (manager) => {
      for (const grain of GRAIN_NAMES) {
        const bucket = LessThan(new Date(now.getTime() - GRAINS[grain].keptMs));
        await manager.delete(FigureEntity, { grain, bucket });
      }
    });
  }

  async deleteOfTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(FigureEntity, { tenantId });
  }
}
