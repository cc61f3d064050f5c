import { join } from 'node:path';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { SqliteDriver } from '../src/kernel/sqlite-driver.js';
import { dueTokens } from '../src/modules/renewal/pace/due-tokens.js';
import { AccessToken } from '../src/modules/tokens/access-token.entity.js';

const LOOKS = 300;
/** What a claim takes at once. */
const CLAIM = 256;

export interface Looked {
  /** The median, of a look that finds nothing. */
  readonly microseconds: number;
  /** How the database finds them, in its own words. */
  readonly plan: string;
}

/** The server's own question for due tokens, asked by a connection of its own. */
export class DueLook {
  private constructor(private readonly source: DataSource) {}

  static async open(place: { readonly folder: string } | { readonly url: string }): Promise<DueLook> {
    const options: DataSourceOptions =
      'url' in place
        ? { type: 'postgres', url: place.url, entities: [AccessToken] }
        : {
            type: 'better-sqlite3',
            driver: SqliteDriver,
            database: join(place.folder, 'latchkey.db'),
            entities: [AccessToken],
          };
    return new DueLook(await new DataSource(options).initialize());
  }

  async look(): Promise<Looked> {
    const times: number[] = [];
    for (let look = 0; look < LOOKS; look += 1) {
      const began = performance.now();
      await dueTokens(this.source.manager, { now: new Date(), limit: 1 }).select('token.id').getRawMany();
      times.push((performance.now() - began) * 1_000);
    }
    const microseconds = times.sort((one, other) => one - other)[LOOKS / 2] ?? Number.NaN;
    return { microseconds, plan: await this.plan() };
  }

  close(): Promise<void> {
    return this.source.destroy();
  }

  private async plan(): Promise<string> {
    const claim = dueTokens(this.source.manager, { now: new Date(), limit: CLAIM }).select('token.*');
    const [sql, values] = claim.getQueryAndParameters();
    if (this.source.options.type !== 'postgres') {
      const steps = await this.source.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, values);
      return steps.map(({ detail }) => detail).join(', ');
    }
    const lines = await this.source.query<Record<'QUERY PLAN', string>[]>(
      `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) ${sql}`,
      values,
    );
    const told = lines.map((line) => line['QUERY PLAN'].trim());
    return told
      .filter((line) => /Scan|Buffers|Removed/.test(line))
      .slice(0, 2)
      .join(', ');
  }
}
