import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestingModule } from '@nestjs/testing';
import { Client } from 'pg';
import { Database } from '../../../../src/modules/database/database.js';
import type { FactKind } from '../../../../src/modules/database/facts/fact.js';
import type { FactStore } from '../../../../src/modules/database/facts/fact-store.js';
import { Facts } from '../../../../src/modules/database/facts/facts.js';
import { openDatabase } from '../../../support/database-room.js';
import { engines, type TestDatabase } from '../../../support/databases.js';

const COUNTER: FactKind = { name: 'counter_by_name', table: 'counter', by: { name: 'text' }, of: 'row' };
const PLACE: FactKind = {
  name: 'counter_by_place',
  table: 'counter',
  by: { place: 'int', name: 'text' },
  of: 'existence',
};
const GUESSED: FactKind = { ...COUNTER, name: 'counter_by_guess', forgetsAbsence: true };

describe.each(engines)('Facts on %s', (engine, createDatabase) => {
  let storage: TestDatabase;
  let room: TestingModule;
  let database: Database;
  let facts: Facts;
  let counters: FactStore<number | undefined>;
  let places: FactStore<boolean>;
  let guesses: FactStore<number | undefined>;
  let loads = 0;

  beforeAll(async () => {
    storage = await createDatabase();
    room = await openDatabase(storage);
    database = room.get(Database);
    facts = room.get(Facts);
    await change('CREATE TABLE counter (name varchar(20) PRIMARY KEY, place int NOT NULL, value int NOT NULL)');
    await change('CREATE TABLE other (value int NOT NULL)');
    counters = facts.open(COUNTER, ([name = '']) => storedValue(name));
    guesses = facts.open(GUESSED, ([name = '']) => storedValue(name));
    places = facts.open(PLACE, async ([place, name = '']) => {
      loads += 1;
      const rows = await database.reader.query(
        `SELECT 1 FROM counter WHERE place = ${Number(place)} AND name = '${name}'`,
      );
      return rows.length > 0;
    });
  });
  beforeEach(async () => {
    await change('DELETE FROM counter');
    await change("INSERT INTO counter (name, place, value) VALUES ('a', 1, 0), ('b', 2, 0)");
    loads = 0;
  });
  afterAll(async () => {
    await room?.close();
    await storage?.drop();
  });

  async function storedValue(name: string): Promise<number | undefined> {
    loads += 1;
    const rows = await database.reader.query<{ value: number }[]>(`SELECT value FROM counter WHERE name = '${name}'`);
    return rows[0]?.value;
  }

  const change = (statement: string) => database.write((manager) => manager.query(statement));
  const ask = async (name = 'a') => (await counters.read([name])).value;

  it('are read once, however many ask at once and after one another', async () => {
    await Promise.all(Array.from({ length: 100 }, () => ask()));
    for (let round = 0; round < 5; round += 1) expect(await ask()).toBe(0);
    expect(loads).toBe(1);
  });

  it.each([
    ['updated', "UPDATE counter SET value = 7 WHERE name = 'a'", 7],
    ['updated with others', 'UPDATE counter SET value = 7', 7],
    ['removed', "DELETE FROM counter WHERE name = 'a'", undefined],
    ['removed with all', 'DELETE FROM counter', undefined],
    ['renamed', "UPDATE counter SET name = 'c' WHERE name = 'a'", undefined],
  ])('are new as soon as their row is %s', async (_what, statement, expected) => {
    expect(await ask()).toBe(0);
    await change(statement);
    expect(await ask()).toBe(expected);
  });

  it('are new as soon as a row appears where there was none, or is put in the place of another', async () => {
    expect(await ask('c')).toBeUndefined();
    await change("INSERT INTO counter (name, place, value) VALUES ('c', 3, 3)");
    expect(await ask('c')).toBe(3);
    await change("DELETE FROM counter WHERE name = 'a'");
    await change("UPDATE counter SET name = 'a' WHERE name = 'c'");
    expect([await ask('a'), await ask('c')]).toEqual([3, undefined]);
  });

  it('of existence are read anew when the row comes or goes, and only then', async () => {
    const exists = async () => (await places.read(['1', 'a'])).value;
    expect([await exists(), await exists()]).toEqual([true, true]);
    expect(loads).toBe(1);
    await change("DELETE FROM counter WHERE name = 'a'");
    expect(await exists()).toBe(false);
    await change("INSERT INTO counter (name, place, value) VALUES ('a', 2, 0)");
    expect(await exists()).toBe(false);
    await change('UPDATE counter SET place = 1');
    expect(await exists()).toBe(true);
  });

  it('stay when other rows and other tables are written to', async () => {
    await ask();
    await change("UPDATE counter SET value = 1 WHERE name = 'b'");
    await change("INSERT INTO counter (name, place, value) VALUES ('c', 3, 3)");
    await change('INSERT INTO other (value) VALUES (1)');
    expect(await ask()).toBe(0);
    expect(loads).toBe(1);
  });

  it('stand until they are written to, and never again after that', async () => {
    const fact = await counters.read(['a']);
    const moment = facts.moment();
    await facts.confirm([fact], moment);
    expect([fact.stands(moment), fact.isGone]).toEqual([true, false]);
    await change("UPDATE counter SET value = 1 WHERE name = 'a'");
    await change("UPDATE counter SET value = 0 WHERE name = 'a'");
    const later = facts.moment();
    await facts.confirm([fact], later);
    expect([fact.stands(later), fact.isGone]).toEqual([false, true]);
    expect(counters.known('a')?.isGone ?? true).toBe(true);
  });

  it('survive a change that is rolled back, as what they were', async () => {
    await ask();
    const failing = database.write(async (manager) => {
      await manager.query("UPDATE counter SET value = 9 WHERE name = 'a'");
      expect(await ask()).toBe(0);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await ask()).toBe(0);
  });

  it('that are read while a change is under way are not kept beyond it', async () => {
    let during: Promise<number | undefined> | undefined;
    await database.write(async (manager) => {
      await manager.query("UPDATE counter SET value = 5 WHERE name = 'a'");
      expect(await ask()).toBe(0);
      // Not waited for: the answer comes when the change has ended.
      during = ask();
    });
    expect(await ask()).toBe(5);
    expect([0, 5]).toContain(await during);
    expect(await ask()).toBe(5);
  });

  it('of what does not exist are forgotten where anybody may guess', async () => {
    await guesses.read(['nobody']);
    expect(guesses.known('nobody')).toBeUndefined();
    await guesses.read(['a']);
    expect(guesses.known('a')?.value).toBe(0);
  });

  it('are never older than what was acknowledged before the question', async () => {
    let acknowledged = 0;
    let isWriting = true;
    const stale: string[] = [];
    async function reader(): Promise<void> {
      while (isWriting) {
        const atLeast = acknowledged;
        const answer = (await ask()) ?? Number.NaN;
        if (answer < atLeast) stale.push(`${answer} after ${atLeast}`);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    const readers = Array.from({ length: 20 }, reader);
    for (let round = 1; round <= 200; round += 1) {
      await change("UPDATE counter SET value = value + 1 WHERE name = 'a'");
      acknowledged = round;
    }
    isWriting = false;
    await Promise.all(readers);
    expect(stale).toEqual([]);
    expect(await ask()).toBe(200);
  });

  it('are asked for again after a read that failed', async () => {
    let tries = 0;
    const broken = facts.open({ ...COUNTER, name: 'counter_broken' }, async () => {
      tries += 1;
      if (tries === 1) throw new Error('away');
      return 'back';
    });
    const both = await Promise.allSettled([broken.read(['a']), broken.read(['a'])]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await broken.read(['a'])).value).toBe('back');
  });

  if (engine === 'PostgreSQL') {
    it('are new at once when another connection has committed, and old until then', async () => {
      const other = new Client({ connectionString: storage.environment.DATABASE_URL });
      await other.connect();
      try {
        expect(await ask()).toBe(0);
        await other.query("BEGIN; UPDATE counter SET value = 4 WHERE name = 'a'");
        expect(await ask()).toBe(0);
        await other.query('COMMIT');
        expect(await ask()).toBe(4);
      } finally {
        await other.end();
      }
    });

    it('share looks: a thousand questions that come together cost two at most', async () => {
      await Promise.all([ask('a'), ask('b')]);
      const before = facts.moment();
      await Promise.all(Array.from({ length: 1_000 }, (_, index) => ask(index % 2 === 0 ? 'a' : 'b')));
      expect(facts.moment() - before).toBeLessThanOrEqual(2);
    });

    it('are told that the database is away when their connection is cut, and look again after that', async () => {
      await ask();
      const other = new Client({ connectionString: storage.environment.DATABASE_URL });
      await other.connect();
      const cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'latchkey looks'";
      await other.query(cut);
      await other.end();
      const answer = await ask().catch((error: unknown) => error);
      if (answer !== 0) expect(answer).toMatchObject({ code: 'database-away', status: 503 });
      expect(await ask()).toBe(0);
    });
  }
});
