import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { IdempotentAnswerEntity } from '../../../src/modules/api/idempotency/idempotent-answer.entity.js';
import { Database } from '../../../src/modules/database/database.js';
import { DataKeyEntity } from '../../../src/modules/vault/data-key.entity.js';
import { RotationRunner } from '../../../src/modules/vault/rotations/rotation-runner.js';
import { VaultRotationEntity } from '../../../src/modules/vault/rotations/vault-rotation.entity.js';
import { Vault } from '../../../src/modules/vault/vault.js';
import {
  type ApiClient,
  createCaller,
  createTenant,
  type Json,
  operatorOf,
  type TestTenant,
} from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { failureOf } from '../../support/failure-of.js';

const CONTEXT = { owner: 'tok_1', field: 'appSecret', generation: 1 };

describe.each(engines)('Rotation of keys on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  beforeEach(async () => {
    database = await createDatabase();
    app = await startApp({ database });
  });
  afterEach(async () => {
    await app.close();
    await database.drop();
  });

  const finished = (caller: ApiClient, id: string) =>
    eventually(async () => {
      const { body } = await caller.get(`/v1/vault/rotations/${id}`);
      return body.state !== 'running' && body;
    });

  const restartWith = async (environment: Record<string, string>) => {
    await app.close();
    app = await startApp({ database, environment });
  };

  const oldRootKey = () =>
    database.environment.LATCHKEY_ROOT_KEY ??
    readFileSync(join(database.environment.LATCHKEY_DATA ?? '', 'root.key'), 'utf8').trim();

  /** Leaves an answer behind that is sealed under the tenant's data key. */
  const makeKey = (tenant: TestTenant, idempotencyKey: string) =>
    tenant.admin.post('/v1/keys', { name: 'x', rights: ['run'] }, { 'idempotency-key': idempotencyKey });

  it('wraps every data key by the new root key, after which the old one is not needed', async () => {
    const tenant = await createTenant(app);
    const sealed = await app.nest.get(Vault).seal(tenant.id, CONTEXT, 'survivor');
    const [oldKey, newKey] = [oldRootKey(), randomBytes(32).toString('base64')];
    await restartWith({ LATCHKEY_ROOT_KEY: newKey, LATCHKEY_PREVIOUS_ROOT_KEY: oldKey });

    const started = await operatorOf(app).post('/v1/vault/rotations', { kind: 'root-key' });
    expect(started).toMatchObject({ status: 202, body: { kind: 'root-key', state: 'running' } });
    expect(await finished(operatorOf(app), started.body.id)).toMatchObject({ state: 'done', handled: 2, remaining: 0 });

    await restartWith({ LATCHKEY_ROOT_KEY: newKey });
    const opened = await app.nest.get(Vault).open(tenant.id, CONTEXT, sealed);
    expect(opened.reveal('to compare it')).toBe('survivor');
    await app.close();
    expect((await failureOf(startApp({ database, environment: { LATCHKEY_ROOT_KEY: oldKey } }))).code).toBe(
      'root-key-wrong',
    );
    app = await startApp({ database, environment: { LATCHKEY_ROOT_KEY: newKey } });
  });

  it('says that there is nothing to do when no other root key was configured', async () => {
    const answer = await operatorOf(app).post('/v1/vault/rotations', { kind: 'root-key' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'nothing-to-rotate' } });
  });

  it('seals all values of a tenant under a new data key, and repeated answers stay the same', async () => {
    const [tenant, other] = [await createTenant(app), await createTenant(app)];
    const first = await makeKey(tenant, 'one');
    for (let i = 0; i < 120; i += 1) await makeKey(tenant, `more-${i}`);
    await makeKey(other, 'one');

    const started = await tenant.admin.post('/v1/vault/rotations', { kind: 'data-key' });
    expect(started.status).toBe(202);
    expect(await finished(tenant.admin, started.body.id)).toMatchObject({ state: 'done', handled: 121, refused: 0 });

    const answers = await app.nest.get(Database).reader.find(IdempotentAnswerEntity);
    const versionsOf = (id: string) =>
      new Set(answers.filter((a) => a.tenantId === id).map((a) => a.sealed?.slice(0, 5)));
    expect(versionsOf(tenant.id)).toEqual(new Set(['v1.2.']));
    expect(versionsOf(other.id)).toEqual(new Set(['v1.1.']));
    expect((await makeKey(tenant, 'one')).body).toEqual(first.body);
  });

  it('still opens what was sealed under the data key before', async () => {
    const tenant = await createTenant(app);
    const waiting = await app.nest.get(Vault).seal(tenant.id, CONTEXT, 'waits outside the database');
    const started = await operatorOf(app).post('/v1/vault/rotations', { kind: 'data-key', tenantId: tenant.id });
    await finished(operatorOf(app), started.body.id);
    const opened = await app.nest.get(Vault).open(tenant.id, CONTEXT, waiting);
    expect(opened.reveal('to compare it')).toBe('waits outside the database');
    expect(await app.nest.get(Vault).seal(tenant.id, CONTEXT, 'new')).toMatch(/^v1\.2\./);
  });

  it('leaves a value that was altered as it is, counts it, and finishes', async () => {
    const tenant = await createTenant(app);
    await makeKey(tenant, 'one');
    await makeKey(tenant, 'two');
    const store = app.nest.get(Database);
    const { sealed } = await store.reader.findOneByOrFail(IdempotentAnswerEntity, { key: 'one' });
    await store.write((manager) => manager.update(IdempotentAnswerEntity, { key: 'two' }, { sealed }));
    const started = await tenant.admin.post('/v1/vault/rotations', { kind: 'data-key' });
    expect(await finished(tenant.admin, started.body.id)).toMatchObject({ state: 'done', handled: 1, refused: 1 });
  });

  it('goes on after the process that worked on it ended', async () => {
    const tenant = await createTenant(app);
    const first = await makeKey(tenant, 'one');
    const sealedNow = async () =>
      (await app.nest.get(Database).reader.findOneByOrFail(IdempotentAnswerEntity, { key: 'one' })).sealed;
    const before = await sealedNow();
    const started = await tenant.admin.post('/v1/vault/rotations', { kind: 'data-key' });
    await finished(tenant.admin, started.body.id);
    // What a process leaves that was killed half way: a value under the old key, and a claim that nobody keeps up.
    const store = app.nest.get(Database);
    await store.write(async (manager) => {
      await manager.update(IdempotentAnswerEntity, { key: 'one' }, { sealed: before });
      await manager.update(
        VaultRotationEntity,
        { id: started.body.id },
        { state: 'running', runner: 'dead', heartbeatAt: new Date('2026-01-01T00:00:00Z'), finishedAt: null },
      );
    });
    app.nest.get(RotationRunner).wake();
    expect(await finished(tenant.admin, started.body.id)).toMatchObject({ state: 'done', handled: 2 });
    expect(await sealedNow()).toMatch(/^v1\.2\./);
    expect((await makeKey(tenant, 'one')).body).toEqual(first.body);
  });

  it('lets one rotation of a key run at a time', async () => {
    const tenant = await createTenant(app);
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => tenant.admin.post('/v1/vault/rotations', { kind: 'data-key' })),
    );
    const started = answers.filter(({ status }) => status === 202);
    for (const { status, body } of answers) {
      if (status !== 202) expect(body).toMatchObject({ status: 409, code: 'rotation-under-way' });
    }
    for (const { body } of started) expect(await finished(tenant.admin, body.id)).toMatchObject({ state: 'done' });
    const versions = await app.nest.get(Database).reader.findBy(DataKeyEntity, { tenantId: tenant.id });
    expect(versions).toHaveLength(started.length + 1);
    expect(versions.filter(({ state }) => state === 'active')).toHaveLength(1);
  });

  it('is for the operator, and for admins of the tenant whose key it is', async () => {
    const [mine, theirs] = [await createTenant(app), await createTenant(app)];
    const runner = await createCaller(mine.admin, { rights: ['run'] });
    const rotate = (caller: ApiClient, body: object) => caller.post('/v1/vault/rotations', body);
    expect((await rotate(mine.admin, { kind: 'root-key' })).status).toBe(403);
    expect((await rotate(runner, { kind: 'data-key' })).status).toBe(403);
    expect((await rotate(mine.admin, { kind: 'data-key', tenantId: theirs.id })).status).toBe(404);
    expect((await rotate(operatorOf(app), { kind: 'data-key' })).status).toBe(400);
    const started = await rotate(theirs.admin, { kind: 'data-key' });
    expect((await mine.admin.get(`/v1/vault/rotations/${started.body.id}`)).status).toBe(404);
    for (const id of [started.body.id, 'rot_01h2xcejqtf2nbrexx3vqjhp41']) {
      expect((await runner.get(`/v1/vault/rotations/${id}`)).status).toBe(403);
    }
    expect((await mine.admin.get('/v1/vault/rotations')).status).toBe(403);
    const listed = await operatorOf(app).get('/v1/vault/rotations');
    expect(listed.body.items.map(({ id }: Json) => id)).toContain(started.body.id);
    await finished(theirs.admin, started.body.id);
  });
});
