import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCaller, createTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { Draft } from '../../support/story/drafts.js';
import { createDeclaringApp } from '../../support/story/journey.js';

const KEY = '-----BEGIN PRIVATE KEY-----\nsecret-of-the-key\n-----END PRIVATE KEY-----';
const BASE = { baseUrl: 'https://api.acme.example' };

describe.each(engines)('A credential that works inside only on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it.each([
    ['mutual-tls', 'certificate', { certificate: 'any', privateKey: KEY }],
    ['soap', 'username-token', { user: 'ada', password: 'secret-of-the-key' }],
  ])('is resolved by %s without a word of its proof', async (connector, method, fields) => {
    const tenant = await createTenant(app);
    const appId = await createDeclaringApp(tenant, 'Desk', ['Inside']);
    const draft = await Draft.begin(tenant.admin, {
      connector,
      method,
      name: 'Inside',
      fields: { ...BASE, ...fields },
    });
    expect((await draft.done({ acceptUnproved: true })).status).toBe(200);
    const runner = await createCaller(tenant.admin, { rights: ['run'], appId });
    const { status, body } = await runner.post('/v1/resolutions', { name: 'Inside' });
    expect([status, body.credential]).toEqual([200, { kind: 'inside', ...BASE, hosts: ['api.acme.example'] }]);
    expect(JSON.stringify(body)).not.toContain('secret-of-the-key');
    const signed = await runner.post('/v1/signatures', { name: 'Inside', method: 'GET', url: `${BASE.baseUrl}/x` });
    expect(signed.body.code).toBe('not-a-signer');
  });
});
