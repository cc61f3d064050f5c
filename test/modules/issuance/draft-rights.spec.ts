import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp, createTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { joined } from '../../support/browser-client.js';
import { engines, type TestDatabase } from '../../support/databases.js';

const ANY = { 'if-match': '*' };
const REDOX = { connector: 'redox', method: 'api-key', name: 'Redox' };

describe.each(engines)('A draft whose owner loses his rights on %s', (_engine, createDatabase) => {
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

  it('does not exist for him any more, whatever he asks of it', async () => {
    const tenant = await createTenant(app);
    const [kept, taken] = [await createApp(tenant, 'Kept'), await createApp(tenant, 'Taken')];
    const appIds = [kept, taken];
    const designer = await joined(app, tenant.admin, { email: 'dora@clinic.example', role: 'designer', appIds });
    const { body: draft } = await designer.post('/v1/drafts', { ...REDOX, appId: taken });
    const { body: other } = await designer.post('/v1/drafts', { ...REDOX, appId: kept });
    const path = `/v1/drafts/${draft.id}`;
    expect((await designer.patch(path, { description: 'mine' })).status).toBe(200);

    const change = await tenant.admin.patch(`/v1/users/${designer.userId}`, { appIds: [kept] }, ANY);
    expect(change.status).toBe(200);
    const answers = [
      await designer.get(path),
      await designer.patch(path, { name: 'Mine' }),
      await designer.patch(path, { fields: { apiKey: 'x' } }),
      await designer.post(`${path}/issuance`, {}),
      await designer.post(`${path}/test`, {}),
      await designer.post(`${path}/done`, {}),
      await designer.delete(path),
    ];
    const gone = { status: 404, body: { code: 'draft-not-found' } };
    expect(answers).toMatchObject(answers.map(() => gone));
    expect((await designer.get('/v1/drafts')).body.items).toMatchObject([{ id: other.id }]);
  });
});
