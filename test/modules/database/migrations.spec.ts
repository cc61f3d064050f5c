import { DataSource } from 'typeorm';
import { makeApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';

describe.each(engines)('the migrations on %s', (_engine, createDatabase) => {
  let storage: TestDatabase;
  let app: Awaited<ReturnType<typeof makeApp>>;
  let source: DataSource;

  beforeAll(async () => {
    storage = await createDatabase();
    // Not started: its timers would use the tables that are taken away, and lock them the other way round.
    app = await makeApp({ database: storage });
    source = app.get(DataSource);
  });
  afterAll(async () => {
    await app?.close();
    await storage?.drop();
  });

  it('leave a schema in which the entities find every table, column and index as they declare it', async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('do nothing when they run again', async () => {
    expect(await source.runMigrations()).toEqual([]);
  });

  it('can all be taken back and made again', async () => {
    const { length } = await source.query<unknown[]>('SELECT * FROM migrations');
    for (let step = 0; step < length; step += 1) await source.undoLastMigration();
    const made = await source.runMigrations();
    expect(made).toHaveLength(length);
  });
});
