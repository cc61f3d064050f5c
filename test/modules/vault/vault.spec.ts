import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../../src/modules/database/database.js';
import { DataKeyEntity } from '../../../src/modules/vault/data-key.entity.js';
import { PLATFORM, Vault } from '../../../src/modules/vault/vault.js';
import { createTenant, operatorOf } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { failureOf } from '../../support/failure-of.js';

const CONTEXT = { owner: 'tok_1', field: 'appSecret', generation: 1 };

describe.each(engines)('The vault on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let vault: Vault;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
    vault = app.nest.get(Vault);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('opens what it sealed', async () => {
    const { id } = await createTenant(app);
    const opened = await vault.open(id, CONTEXT, await vault.seal(id, CONTEXT, 'canary-secret'));
    expect(opened.reveal('to compare it')).toBe('canary-secret');
  });

  it('refuses a value that was copied from another tenant, owner or generation, and says what to do', async () => {
    const [one, other] = [await createTenant(app), await createTenant(app)];
    const sealed = await vault.seal(one.id, CONTEXT, 'canary-secret');
    for (const copied of [
      vault.open(other.id, CONTEXT, sealed),
      vault.open(one.id, { ...CONTEXT, owner: 'tok_2' }, sealed),
      vault.open(one.id, { ...CONTEXT, generation: 2 }, sealed),
      vault.open(one.id, CONTEXT, 'canary-secret'),
    ]) {
      const failure = await failureOf(copied);
      expect(failure).toMatchObject({ code: 'sealed-value-refused', remedy: 'configure' });
      expect(failure.message).toContain('Enter it again');
      expect(failure.cause).toBeUndefined();
    }
  });

  it('stores no data key in clear', async () => {
    const rows = await app.nest.get(Database).reader.find(DataKeyEntity);
    expect(rows.map(({ tenantId }) => tenantId)).toContain(PLATFORM);
    for (const { wrapped } of rows) expect(Buffer.from(wrapped, 'base64url')).toHaveLength(12 + 32 + 16);
  });

  it('refuses a data key that was moved to another tenant', async () => {
    const [one, other] = [await createTenant(app), await createTenant(app)];
    const sealed = await vault.seal(one.id, CONTEXT, 'x');
    const store = app.nest.get(Database);
    const { wrapped } = await store.reader.findOneByOrFail(DataKeyEntity, { tenantId: one.id });
    await store.write((manager) => manager.update(DataKeyEntity, { tenantId: other.id }, { wrapped }));
    await app.close();
    app = await startApp({ database });
    vault = app.nest.get(Vault);
    expect((await failureOf(vault.open(other.id, CONTEXT, sealed))).code).toBe('root-key-wrong');
    expect((await vault.open(one.id, CONTEXT, sealed)).reveal('to compare it')).toBe('x');
  });

  it('can open nothing of a tenant that was erased', async () => {
    const tenant = await createTenant(app);
    const sealed = await vault.seal(tenant.id, CONTEXT, 'x');
    const erased = await operatorOf(app).delete(`/v1/tenants/${tenant.id}?name=${encodeURIComponent(tenant.name)}`, {
      'if-match': '*',
    });
    expect(erased.status).toBe(204);
    expect((await failureOf(vault.open(tenant.id, CONTEXT, sealed))).code).toBe('data-key-missing');
    expect((await failureOf(vault.seal(tenant.id, CONTEXT, 'x'))).code).toBe('data-key-missing');
  });

  it('refuses to start with another root key, and names both', async () => {
    await app.close();
    const environment = { LATCHKEY_ROOT_KEY: randomBytes(32).toString('base64') };
    const failure = await failureOf(startApp({ database, environment }));
    expect(failure).toMatchObject({ code: 'root-key-wrong', remedy: 'configure' });
    expect(failure.facts.configured).not.toBe(failure.facts.needed);
    expect(failure.message).not.toContain(environment.LATCHKEY_ROOT_KEY);
    app = await startApp({ database });
  });
});
