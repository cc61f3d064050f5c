import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SchedulerRegistry } from '@nestjs/schedule';
import { type AfterQueryEvent, DataSource } from 'typeorm';
import { newId } from '../../../src/kernel/ids.js';
import { Database } from '../../../src/modules/database/database.js';
import { AccessToken } from '../../../src/modules/tokens/access-token.entity.js';
import { engines } from '../../support/databases.js';
import { connectRedox } from '../../support/story/connected-tokens.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { rowOf } from '../../support/story/rows.js';

const TOKENS = 3_000;
/** Tables with a row for each token, or more. */
const GROWING = /"(access_token|alert_token|renewal_attempt|token_last_use|token_proof|token_use)" (?:AS )?"(\w+)"/g;

interface Asked {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** What a timer of Node calls; the registry keeps the timers, and nobody else says what there is. */
interface Timer {
  readonly _onTimeout: () => Promise<void>;
}

/** SQLite tells its plans without running anything, and shows them for a table of any size. */
describe.each(engines.filter(([engine]) => engine === 'SQLite'))(
  'Latchkey at rest on %s',
  (_engine, createDatabase) => {
    let latchkey: Latchkey;
    let source: DataSource;
    let asked: readonly Asked[];

    beforeAll(async () => {
      latchkey = await Latchkey.start(createDatabase);
      const { admin } = await latchkey.createTenant();
      const { id } = await connectRedox(admin, { name: 'Pattern' });
      source = latchkey.app.nest.get(DataSource);
      await copy(await rowOf(latchkey.app, id), TOKENS);
      asked = await everythingDoneAtTimes();
    });
    afterAll(() => latchkey.close());

    async function copy(pattern: AccessToken, count: number): Promise<void> {
      const rows = Array.from({ length: count }, (_each, index) => {
        const [name, nextRenewalAt] = [`Copy ${index}`, new Date(Date.UTC(2100, 0, 1) + index * 60_000)];
        const ids = { id: newId('token'), name, nameFolded: name.toLowerCase(), nextRenewalAt };
        return Object.assign(new AccessToken(), pattern, ids);
      });
      await latchkey.app.nest.get(Database).write(async (manager) => {
        for (let from = 0; from < count; from += 100) await manager.insert(AccessToken, rows.slice(from, from + 100));
      });
    }

    /** Everything that is done from time to time is done once, now: what it asks the database. */
    async function everythingDoneAtTimes(): Promise<readonly Asked[]> {
      const heard = new Map<string, Asked>();
      const note = ({ query, parameters }: AfterQueryEvent) => {
        heard.set(query, { sql: query, values: Array.isArray(parameters) ? parameters : [] });
      };
      for (const { subscribers } of [source, latchkey.app.nest.get(Database).reader.dataSource]) {
        subscribers.push({ afterQuery: note });
      }
      const registry = latchkey.app.nest.get(SchedulerRegistry);
      const timers = registry.getIntervals().map((name): Timer => registry.getInterval(name));
      await Promise.all(timers.map((timer) => timer._onTimeout()));
      return [...heard.values()];
    }

    async function walksOver({ sql, values }: Asked): Promise<string[]> {
      const tables = [...sql.matchAll(GROWING)].map(([, table, alias]) => [table, alias]);
      const plan = await source.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, [...values]);
      return plan
        .map(({ detail }) => detail)
        .filter((detail) => tables.some((names) => names.some((name) => detail.startsWith(`SCAN ${name}`))))
        .map((detail) => `${detail}: ${sql}`);
    }

    it('asks for due renewals, for due notices and for what parked runs wait for', () => {
      const statements = asked.map(({ sql }) => sql).join('\n');
      for (const word of ['nextRenewalAt', 'nextNoticeAt', 'changedAt']) expect(statements).toContain(word);
    });

    it.each([
      ['that knows nothing of its tables', []],
      ['that has looked at its tables', ['ANALYZE']],
    ])('goes through no table of tokens from end to end, in a database %s', async (_which, before) => {
      for (const statement of before) await source.query(statement);
      const walks = await Promise.all(asked.map(walksOver));
      expect(walks.flat()).toEqual([]);
    });
  },
);
