import type { EntityManager } from 'typeorm';
import { statementOf } from '../../modules/database/rows/per-source.js';
import { runForValues } from '../../modules/database/rows/row-statement.js';

/** Whose process of which app. */
interface Place {
  readonly tenantId: string;
  readonly appId: string;
  readonly processId: string;
}

const PUBLISHED = statementOf(
  { key: 'text', app: 'text', tenant: 'text' },
  (v) => `SELECT process."publishedVersion" AS "version" FROM ${v}
    JOIN process ON process."id" = v."key" AND process."appId" = v."app" AND process."tenantId" = v."tenant"`,
);

/** Asked for by each start of a run, which has no use for the rest of the row. Undefined: there is no such process. */
export async function publishedVersion(
  manager: EntityManager,
  { tenantId, appId, processId }: Place,
): Promise<number | undefined> {
  const [row] = await runForValues(manager, PUBLISHED(manager), [[processId, appId, tenantId]]);
  return row && Number(row.version);
}
