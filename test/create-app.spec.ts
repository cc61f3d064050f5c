import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connector } from '../src/connectors/contract/connector.js';
import { FAULT_CONNECTORS } from './faults/support/fault-connectors.js';
import { createTenant } from './support/api-client.js';
import { startApp, type TestApp } from './support/app.js';
import { engines, type TestDatabase } from './support/databases.js';
import { failureOf } from './support/failure-of.js';

describe.each(engines.slice(0, 1))('An embedding program on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp | undefined;
  beforeEach(async () => {
    database = await createDatabase();
  });
  afterEach(async () => {
    await app?.close();
    await database.drop();
  });

  it('cannot replace a connector of the house by one with the same key', async () => {
    const [connector] = FAULT_CONNECTORS;
    const impostor = { ...connector, key: 'dropbox' } as Connector;
    const failure = await failureOf(startApp({ database, connectors: [impostor] }));
    expect(failure).toMatchObject({ code: 'connector-twice', message: expect.stringContaining('"dropbox"') });
  });

  it('adds connectors of its own, which designers find beside those of the house', async () => {
    app = await startApp({ database, connectors: FAULT_CONNECTORS });
    const { admin } = await createTenant(app);
    const listed = (await admin.get('/v1/connectors')).body.items.map(({ key }: { key: string }) => key);
    expect(listed).toEqual(expect.arrayContaining(['dropbox', ...FAULT_CONNECTORS.map(({ key }) => key)]));
    const created = await admin.post('/v1/drafts', {
      connector: 'fault-static',
      name: 'Own',
      fields: { clientId: 'id', clientSecret: 'secret' },
    });
    expect(created).toMatchObject({ status: 201, body: { connector: 'fault-static' } });
  });
});
