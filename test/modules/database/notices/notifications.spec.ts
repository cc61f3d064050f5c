import type { TestingModule } from '@nestjs/testing';
import { Client } from 'pg';
import { Database } from '../../../../src/modules/database/database.js';
import { Notifications } from '../../../../src/modules/database/notices/notifications.js';
import { openDatabase } from '../../../support/database-room.js';
import { engines, type TestDatabase } from '../../../support/databases.js';
import { eventually } from '../../../support/eventually.js';

interface Replica {
  readonly module: TestingModule;
  readonly heard: string[];
  tell(...payloads: string[]): Promise<void>;
}

async function openReplica(storage: TestDatabase): Promise<Replica> {
  const module = await openDatabase(storage);
  const notifications = module.get(Notifications);
  const heard: string[] = [];
  notifications.stream('birds').subscribe((payload) => heard.push(payload));
  const tell = (...payloads: string[]) =>
    module.get(Database).write(async (manager) => {
      for (const payload of payloads) await notifications.publish(manager, 'birds', payload);
    });
  return { module, heard, tell };
}

describe.each(engines)('notifications on %s', (_engine, createDatabase) => {
  let storage: TestDatabase;
  let replica: Replica;

  beforeAll(async () => {
    storage = await createDatabase();
    replica = await openReplica(storage);
  });
  beforeEach(() => {
    replica.heard.length = 0;
  });
  afterAll(async () => {
    await replica?.module.close();
    await storage?.drop();
  });

  it('are told once, in order, when the write is acknowledged and not before', async () => {
    let toldInside = Number.NaN;
    await replica.module.get(Database).write(async (manager) => {
      await replica.module.get(Notifications).publish(manager, 'birds', 'owl');
      await replica.module.get(Notifications).publish(manager, 'birds', 'jay');
      toldInside = replica.heard.length;
    });
    expect(toldInside).toBe(0);
    await replica.tell('end');
    expect(replica.heard).toEqual(['owl', 'jay', 'end']);
  });

  it('are never told of a write that was rolled back', async () => {
    const write = replica.module.get(Database).write(async (manager) => {
      await replica.module.get(Notifications).publish(manager, 'birds', 'dodo');
      throw new Error('rolled back');
    });
    await expect(write).rejects.toThrow('rolled back');
    await replica.tell('end');
    expect(replica.heard).toEqual(['end']);
  });

  it('reach only those who listen to the topic', async () => {
    const database = replica.module.get(Database);
    await database.write((manager) => replica.module.get(Notifications).publish(manager, 'fish', 'eel'));
    await replica.tell('end');
    expect(replica.heard).toEqual(['end']);
  });

  it('are refused when they are longer than PostgreSQL takes', async () => {
    await expect(replica.tell('x'.repeat(8_000))).rejects.toThrow('too long');
  });
});

describe('notifications between replicas', () => {
  const [, createPostgres] = engines[1] ?? [];
  let storage: TestDatabase;
  let first: Replica;
  let second: Replica;

  beforeAll(async () => {
    if (!createPostgres) throw new Error('The list of engines has changed');
    storage = await createPostgres();
    first = await openReplica(storage);
    second = await openReplica(storage);
  });
  beforeEach(() => {
    first.heard.length = 0;
    second.heard.length = 0;
  });
  afterAll(async () => {
    await first?.module.close();
    await second?.module.close();
    await storage?.drop();
  });

  it('reach every replica, each once', async () => {
    await first.tell('owl');
    await second.tell('jay');
    await eventually(() => first.heard.length === 2 && second.heard.length === 2);
    await first.tell('end');
    await eventually(() => second.heard.includes('end'));
    expect(first.heard.toSorted()).toEqual(['end', 'jay', 'owl']);
    expect(second.heard.toSorted()).toEqual(['end', 'jay', 'owl']);
  });

  it('say that something may be missing when the connection was cut, and go on', async () => {
    let gaps = 0;
    second.module.get(Notifications).gaps.subscribe(() => {
      gaps += 1;
    });
    await cutListeners(storage);
    await eventually(() => gaps === 1);
    await first.tell('after the cut');
    await eventually(() => second.heard.includes('after the cut'));
  });
});

async function cutListeners({ environment }: TestDatabase): Promise<void> {
  const client = new Client({ connectionString: environment.DATABASE_URL });
  await client.connect();
  const ours = "application_name = 'latchkey notifications' AND datname = current_database()";
  await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${ours}`);
  await client.end();
}
