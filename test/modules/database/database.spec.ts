import type { TestingModule } from '@nestjs/testing';
import { Database } from '../../../src/modules/database/database.js';
import { openDatabase } from '../../support/database-room.js';
import { engines, type TestDatabase } from '../../support/databases.js';

describe.each(engines)('the database room on %s', (engine, createDatabase) => {
  let storage: TestDatabase;
  let module: TestingModule;
  let database: Database;

  beforeAll(async () => {
    storage = await createDatabase();
    module = await openDatabase(storage);
    database = module.get(Database);
    await database.write((manager) => manager.query('CREATE TABLE counter (id int PRIMARY KEY, value int NOT NULL)'));
  });
  beforeEach(async () => {
    await database.write(async (manager) => {
      await manager.query('DELETE FROM counter');
      await manager.query('INSERT INTO counter (id, value) VALUES (1, 0)');
    });
  });
  afterAll(async () => {
    await module?.close();
    await storage?.drop();
  });

  async function value(): Promise<number> {
    const rows = await database.reader.query<{ value: number }[]>('SELECT value FROM counter WHERE id = 1');
    return rows[0]?.value ?? Number.NaN;
  }

  it('loses none of a hundred acknowledged updates while every second transaction rolls back', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, (_, index) =>
        database.write(async (manager) => {
          await manager.query('UPDATE counter SET value = value + 1 WHERE id = 1');
          await new Promise((resolve) => setImmediate(resolve));
          if (index % 2 === 1) throw new Error('rolled back');
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    expect(await value()).toBe(50);
  });

  it('never shows a reader what is not committed', async () => {
    let seenInside = Number.NaN;
    await database.write(async (manager) => {
      await manager.query('UPDATE counter SET value = 7 WHERE id = 1');
      seenInside = await value();
    });
    expect(seenInside).toBe(0);
    expect(await value()).toBe(7);
  });

  it('tells the time of the database', async () => {
    const skew = Math.abs((await database.now()).getTime() - Date.now());
    expect(skew).toBeLessThan(5_000);
  });

  if (engine === 'SQLite') {
    it('refuses a second owner of the same data folder and says what to do', async () => {
      await expect(openDatabase(storage)).rejects.toMatchObject({ code: 'data-file-in-use', remedy: 'configure' });
    });

    it('lets the reading connection change nothing', async () => {
      await expect(database.reader.query('UPDATE counter SET value = 9')).rejects.toThrow(/readonly/);
    });
  }
});
