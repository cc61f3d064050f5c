import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestingModule } from '@nestjs/testing';
import { Database } from '../../../src/modules/database/database.js';
import { openDatabase } from '../../support/database-room.js';
import { engines, type TestDatabase } from '../../support/databases.js';

const [[, createSqlite]] = engines.filter(([engine]) => engine === 'SQLite') as [(typeof engines)[number]];

describe('Writes that wait together on SQLite', () => {
  let storage: TestDatabase;
  let module: TestingModule;
  let database: Database;
  beforeAll(async () => {
    storage = await createSqlite();
    module = await openDatabase(storage);
    database = module.get(Database);
    await database.write((manager) => manager.query('CREATE TABLE item (id int PRIMARY KEY, text text)'));
  });
  beforeEach(async () => {
    await database.write((manager) => manager.query('DELETE FROM item'));
  });
  afterAll(async () => {
    await module?.close();
    await storage?.drop();
  });

  const insert = (id: number, text = '') =>
    database.write((manager) => manager.query('INSERT INTO item VALUES (?, ?)', [id, text]));
  async function stored(): Promise<number[]> {
    const rows = await database.reader.query<{ id: number }[]>('SELECT id FROM item ORDER BY id');
    return rows.map(({ id }) => id);
  }

  it('share one commit, and all stand when the first is told', async () => {
    const before = database.commits;
    const writes = [1, 2, 3, 4, 5].map((id) => insert(id));
    await writes[0];
    expect(await stored()).toEqual([1, 2, 3, 4, 5]);
    await Promise.all(writes);
    expect(database.commits - before).toBe(1);
  });

  it('fail alone', async () => {
    const outcomes = await Promise.allSettled([insert(1), insert(1), insert(2), insert(2), insert(3)]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await stored()).toEqual([1, 2, 3]);
  });

  it('call what waits for the commit once it is done, and not for the ones that failed', async () => {
    const called: number[] = [];
    const write = (id: number) =>
      database.write(async (manager) => {
        database.afterCommit(manager, () => called.push(id));
        await manager.query('INSERT INTO item VALUES (?, ?)', [id, '']);
        expect(called).not.toContain(id);
      });
    await Promise.allSettled([write(1), write(1), write(2)]);
    expect(called).toEqual([1, 2]);
    await Promise.allSettled([write(2)]);
    await write(3);
    expect(called).toEqual([1, 2, 3]);
  });

  it('stand when the ones before them failed, which leave nothing behind', async () => {
    await insert(1);
    const called: number[] = [];
    const write = (id: number) =>
      database.write(async (manager) => {
        database.afterCommit(manager, () => called.push(id));
        await manager.query('INSERT INTO item VALUES (?, ?)', [10 + id, '']);
        await manager.query('INSERT INTO item VALUES (?, ?)', [id, '']);
      });
    const before = database.commits;
    const outcomes = await Promise.allSettled([write(1), write(1), write(2), write(1), write(3)]);
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([false, false, true, false, true]);
    expect(await stored()).toEqual([1, 2, 3, 12, 13]);
    expect(called).toEqual([2, 3]);
    expect(database.commits - before).toBe(1);
  });

  it('are all refused when the disk is full, and none is told that it was stored', async () => {
    const pages = await database.reader.query<{ page_count: number }[]>('PRAGMA page_count');
    await database.write((manager) => manager.query(`PRAGMA max_page_count = ${(pages[0]?.page_count ?? 0) + 2}`));
    const outcomes = await Promise.allSettled([insert(1), insert(2, 'x'.repeat(100_000)), insert(3)]);
    const told = outcomes.flatMap(({ status }, index) => (status === 'fulfilled' ? [index + 1] : []));
    expect(outcomes[1]?.status).toBe('rejected');
    expect(await stored()).toEqual(told);
    await database.write((manager) => manager.query('PRAGMA max_page_count = 1000000'));
    await insert(9);
    expect(await stored()).toEqual([...told, 9]);
  });
});
