import type { TestingModule } from '@nestjs/testing';
import { CommittedReads } from '../../../src/modules/database/committed-reads.js';
import { Database } from '../../../src/modules/database/database.js';
import { openDatabase } from '../../support/database-room.js';
import { engines, type TestDatabase } from '../../support/databases.js';

describe.each(engines)('reads that many share on %s', (engine, createDatabase) => {
  let storage: TestDatabase;
  let room: TestingModule;
  let database: Database;
  let reads: CommittedReads;
  let loads = 0;

  beforeAll(async () => {
    storage = await createDatabase();
    room = await openDatabase(storage);
    database = room.get(Database);
    reads = room.get(CommittedReads);
    await database.write((manager) => manager.query('CREATE TABLE counter (value int NOT NULL)'));
    await database.write((manager) => manager.query('INSERT INTO counter (value) VALUES (0)'));
  });
  beforeEach(() => {
    loads = 0;
  });
  afterAll(async () => {
    await room?.close();
    await storage?.drop();
  });

  function ask(): Promise<number> {
    return reads.read('counter', async () => {
      loads += 1;
      const rows = await database.reader.query<{ value: number }[]>('SELECT value FROM counter');
      return rows[0]?.value ?? Number.NaN;
    });
  }

  async function raise(): Promise<number> {
    return database.write(async (manager) => {
      await manager.query('UPDATE counter SET value = value + 1');
      const rows = await manager.query<{ value: number }[]>('SELECT value FROM counter');
      return rows[0]?.value ?? Number.NaN;
    });
  }

  it('answers a hundred callers at once with few reads', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, ask));
    expect(new Set(answers).size).toBe(1);
    expect(loads).toBeLessThanOrEqual(2);
  });

  it('never answers with less than what was acknowledged before the question', async () => {
    let acknowledged = await ask();
    let isWriting = true;
    const stale: string[] = [];
    async function reader(): Promise<void> {
      while (isWriting) {
        const atLeast = acknowledged;
        const answer = await ask();
        if (answer < atLeast) stale.push(`${answer} after ${atLeast}`);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    const readers = Array.from({ length: 20 }, reader);
    for (let change = 0; change < 200; change += 1) acknowledged = await raise();
    isWriting = false;
    await Promise.all(readers);
    expect(stale).toEqual([]);
    expect(await ask()).toBe(acknowledged);
  });

  if (engine === 'PostgreSQL') {
    it('sees at once what another connection has committed', async () => {
      const before = await ask();
      await database.reader.query('UPDATE counter SET value = value + 1');
      expect(await ask()).toBe(before + 1);
    });
  }

  it('asks again after a read that failed', async () => {
    let tries = 0;
    const askBroken = () =>
      reads.read('broken', async () => {
        tries += 1;
        if (tries === 1) throw new Error('away');
        return 'back';
      });
    await expect(askBroken()).rejects.toThrow('away');
    await expect(askBroken()).resolves.toBe('back');
  });
});
