import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IdempotentAnswerEntity } from '../../../src/modules/api/idempotency/idempotent-answer.entity.js';
import { IdempotentAnswers } from '../../../src/modules/api/idempotency/idempotent-answers.js';
import { Database } from '../../../src/modules/database/database.js';
import { createCaller, createTenant, type TestTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { SettableClock } from '../../support/settable-clock.js';

const DAY = 24 * 3_600_000;
const KEY = { name: 'x', rights: ['run'] };

describe.each(engines)('A creation with an Idempotency-Key on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let tenant: TestTenant;
  const clock = new SettableClock();
  const create = (idempotencyKey: string, body: object = KEY) =>
    tenant.admin.post('/v1/keys', body, { 'idempotency-key': idempotencyKey });
  const keys = async () => (await tenant.admin.get('/v1/keys')).body.items.length;
  const stored = () => app.nest.get(Database).reader.findBy(IdempotentAnswerEntity, { tenantId: tenant.id });
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database, clock });
  });
  beforeEach(async () => {
    tenant = await createTenant(app);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('gets the same answer again, with the key that is shown once, and creates nothing more', async () => {
    const first = await create('a');
    const second = await create('a');
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await keys()).toBe(2);
  });

  it('repeats the ETag as well', async () => {
    const post = () => tenant.admin.post('/v1/apps', { name: 'A', kind: 'form-based' }, { 'idempotency-key': 'a' });
    expect((await post()).headers.get('etag')).toBe('"1"');
    expect((await post()).headers.get('etag')).toBe('"1"');
  });

  it('creates one thing when it is sent many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create('a')));
    const bodies = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id));
    expect(bodies.size).toBe(1);
    for (const { status, body } of answers) {
      if (status !== 201) expect(body).toMatchObject({ status: 409, code: 'request-in-flight', remedy: 'wait' });
    }
    expect(await keys()).toBe(2);
  });

  it('is refused when the key was used for another request', async () => {
    await create('a');
    const other = await create('a', { ...KEY, name: 'y' });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    const elsewhere = await tenant.admin.post('/v1/apps', KEY, { 'idempotency-key': 'a' });
    expect(elsewhere.status).toBe(422);
  });

  it('does not get what another caller created with the same key', async () => {
    const first = await create('a');
    const colleague = await createCaller(tenant.admin, { rights: ['manage-tenant', 'run'] });
    const second = await colleague.post('/v1/keys', KEY, { 'idempotency-key': 'a' });
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it('may be corrected and sent again after it was refused', async () => {
    expect((await create('a', { ...KEY, rights: [] })).status).toBe(400);
    expect((await create('a', { ...KEY, appId: 'app_x' })).status).toBe(404);
    expect((await create('a')).status).toBe(201);
  });

  it('starts anew after a day', async () => {
    const first = await create('a');
    clock.advance(DAY - 1);
    expect((await create('a')).body).toEqual(first.body);
    clock.advance(2);
    expect((await create('a')).body.id).not.toBe(first.body.id);
  });

  it('is forgotten after a day', async () => {
    await create('a');
    clock.advance(DAY + 1);
    await app.nest.get(IdempotentAnswers).deleteExpired();
    expect(await stored()).toEqual([]);
  });

  it('leaves no key in clear in the database', async () => {
    const { body } = await create('a');
    const rows = await stored();
    expect(rows[0]?.sealed).toMatch(/^v1\.1\./);
    expect(JSON.stringify(rows)).not.toContain(String(body.key).slice(-43));
  });

  it('is not answered from a row that was copied from another one', async () => {
    await create('a');
    await create('b');
    const copied = (await stored()).find(({ key }) => key === 'a')?.sealed ?? null;
    await app.nest
      .get(Database)
      .write((manager) =>
        manager.update(IdempotentAnswerEntity, { tenantId: tenant.id, key: 'b' }, { sealed: copied }),
      );
    expect(await create('b')).toMatchObject({ status: 500, body: { code: 'sealed-value-refused' } });
  });

  it('is in doubt when the process ended in the middle of it', async () => {
    await create('a');
    const cutOff = { sealed: null };
    await app.nest
      .get(Database)
      .write((manager) => manager.update(IdempotentAnswerEntity, { tenantId: tenant.id, key: 'a' }, cutOff));
    expect((await create('a')).body.code).toBe('request-in-flight');
    clock.advance(2 * 60_000 + 1);
    expect((await create('a')).body).toMatchObject({ status: 409, code: 'request-in-doubt', remedy: 'in-doubt' });
    expect(await keys()).toBe(2);
  });

  it.each([['x'.repeat(256)], ['a b'], ['é']])('is refused with the key %j', async (key) => {
    expect(await create(key)).toMatchObject({ status: 400, body: { code: 'bad-idempotency-key' } });
  });
});
