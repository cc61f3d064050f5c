import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SchedulerRegistry } from '@nestjs/schedule';
import { type AfterQueryEvent, DataSource } from 'typeorm';
import { newId } from '../../../src/kernel/ids.js';
import { Database } from '../../../src/modules/database/database.js';
import { AccessToken } from '../../../src/modules/tokens/access-token.entity.js';
import type { ApiClient } from '../../support/api-client.js';
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
    let admin: ApiClient;

    beforeAll(async () => {
      latchkey = await Latchkey.start(createDatabase);
      ({ admin } = await latchkey.createTenant());
      const { id } = await connectRedox(admin, { name: 'Pattern' });
      source = latchkey.app.nest.get(DataSource);
      await copy(await rowOf(latchkey.app, id), TOKENS);
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

    /** What is asked of the database meanwhile. */
    async function askedDuring(work: () => Promise<unknown>): Promise<readonly Asked[]> {
      const heard = new Map<string, Asked>();
      const subscriber = {
        afterQuery: ({ query, parameters }: AfterQueryEvent) => {
          heard.set(query, { sql: query, values: Array.isArray(parameters) ? parameters : [] });
        },
      };
      const { subscribers } = latchkey.app.nest.get(Database).reader.dataSource;
      for (const all of [source.subscribers, subscribers]) all.push(subscriber);
      await work();
      for (const all of [source.subscribers, subscribers]) all.splice(all.indexOf(subscriber), 1);
      return [...heard.values()];
    }

    /** Everything that is done from time to time is done once, now. */
    function everythingDoneAtTimes(): Promise<unknown> {
      const registry = latchkey.app.nest.get(SchedulerRegistry);
      const timers = registry.getIntervals().map((name): Timer => registry.getInterval(name));
      return Promise.all(timers.map((timer) => timer._onTimeout()));
    }

    async function planOf({ sql, values }: Asked): Promise<string[]> {
      const plan = await source.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, [...values]);
      return plan.map(({ detail }) => detail);
    }

    async function walksOver(asked: Asked): Promise<string[]> {
      const tables = [...asked.sql.matchAll(GROWING)].map(([, table, alias]) => [table, alias]);
      return (await planOf(asked))
        .filter((detail) => tables.some((names) => names.some((name) => detail.startsWith(`SCAN ${name}`))))
        .map((detail) => `${detail}: ${asked.sql}`);
    }

    it('asks for due renewals, for due notices and for what parked runs wait for', async () => {
      const statements = (await askedDuring(everythingDoneAtTimes)).map(({ sql }) => sql).join('\n');
      for (const word of ['nextRenewalAt', 'nextNoticeAt', 'changedAt']) expect(statements).toContain(word);
    });

    describe.each([
      ['that knows nothing of its tables', []],
      ['that has looked at its tables', ['ANALYZE']],
    ])('in a database %s', (_which, before) => {
      beforeAll(async () => {
        for (const statement of before) await source.query(statement);
      });

      it('goes through no table of tokens from end to end', async () => {
        const walks = await Promise.all((await askedDuring(everythingDoneAtTimes)).map(walksOver));
        expect(walks.flat()).toEqual([]);
      });

      it('turns the pages of the list without sorting it, or going there from the beginning', async () => {
        const turned = await askedDuring(async () => {
          const { body } = await admin.get('/v1/access-tokens?limit=20');
          const { nextCursor } = body;
          expect((await admin.get(`/v1/access-tokens?limit=20&cursor=${nextCursor}`)).body.items).toHaveLength(20);
        });
        const plans = await Promise.all(turned.filter(({ sql }) => sql.includes('AS "place"')).map(planOf));
        expect(plans.map(([first, ...rest]) => [first, rest])).toEqual([
          [expect.stringMatching(/USING COVERING INDEX access_token_created \(tenantId=\?\)$/), []],
          [expect.stringMatching(/access_token_created \(tenantId=\? AND \(createdAt,id\)>\(\?,\?\)\)$/), []],
        ]);
      });
    });
  },
);
