import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AccessToken } from '../../../src/modules/tokens/access-token.entity.js';
import type { ApiClient, Json, TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectNetSuite, connectRedox } from '../../support/story/connected-tokens.js';
import { createDeclaringApp } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { alterRow, rowOf } from '../../support/story/rows.js';

describe.each(engines)('A token whose row was written over on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let tenant: TestTenant;
  let admin: ApiClient;
  let appId: string;
  let netSuite: Json;
  let redox: Json;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    tenant = await latchkey.createTenant();
    admin = tenant.admin;
    appId = await createDeclaringApp(tenant, 'Clinic', ['NetSuite', 'Redox', 'Second']);
    netSuite = await connectNetSuite(admin, { name: 'NetSuite' });
    redox = await connectRedox(admin, { name: 'Redox' });
  });
  afterAll(() => latchkey.close());

  const row = (token: Json) => rowOf(latchkey.app, token.id);
  const alter = (token: Json, columns: Partial<AccessToken>) => alterRow(latchkey.app, token.id, columns);
  const resolve = (name: string) => admin.post('/v1/resolutions', { name, appId });

  async function expectRefused(name: string): Promise<void> {
    const answer = await resolve(name);
    expect(answer).toMatchObject({ status: 500, body: { code: 'sealed-value-refused', remedy: 'configure' } });
    expect(answer.body).not.toHaveProperty('credential');
  }

  it('resolves before that', async () => {
    for (const name of ['NetSuite', 'Redox']) expect((await resolve(name)).status).toBe(200);
  });

  it.each<[string, (plain: Record<string, string>) => Partial<AccessToken>]>([
    ['another account', (plain) => ({ plainFields: { ...plain, accountId: '7654321' } })],
    ['a field more', (plain) => ({ plainFields: { ...plain, extra: 'x' } })],
    ['another generation', () => ({ generation: 7 })],
    ['the scope of an app', () => ({ scopeKey: 'placeholder' })],
    ['another connector', () => ({ connector: 'redox', method: 'api-key' })],
    ['another name', () => ({ name: 'Redox', nameFolded: 'second' })],
    ['a value in clear', () => ({ sealedFields: '{"consumerSecret":"x","tokenSecret":"x"}' })],
    ['an empty value', () => ({ sealedFields: '' })],
  ])('with %s is refused', async (what, columnsOf) => {
    const columns = columnsOf((await row(netSuite)).plainFields);
    await alter(netSuite, columns.scopeKey === undefined ? columns : { scopeKey: appId });
    await expectRefused(what === 'another name' ? 'Second' : 'NetSuite');
  });

  it('with one flipped sign in a sealed value is refused', async () => {
    const { sealedFields } = await row(netSuite);
    const middle = sealedFields.length - 20;
    const flipped = sealedFields[middle] === 'A' ? 'B' : 'A';
    await alter(netSuite, { sealedFields: sealedFields.slice(0, middle) + flipped + sealedFields.slice(middle + 1) });
    await expectRefused('NetSuite');
  });

  it('with the sealed values of another token is refused, both of one tenant and of two', async () => {
    const elsewhere = await connectRedox((await latchkey.createTenant()).admin, { name: 'Redox' });
    const second = await connectRedox(admin, { name: 'Second' });
    for (const other of [second, elsewhere]) {
      const { sealedFields, sealedIssued } = await row(other);
      await alter(redox, { sealedFields, sealedIssued });
      await expectRefused('Redox');
    }
    expect((await resolve('Second')).status).toBe(200);
  });

  it('with fields and issued token swapped, or with an older issued token, is refused', async () => {
    const before = await row(redox);
    await alter(redox, { sealedIssued: before.sealedFields, sealedFields: before.sealedIssued ?? '' });
    await expectRefused('Redox');
    await alter(redox, { sealedIssued: before.sealedIssued, sealedFields: before.sealedFields });
    expect((await admin.post(`/v1/access-tokens/${redox.id}/renewal`, {})).body).toMatchObject({ generation: 2 });
    await alter(redox, { sealedIssued: before.sealedIssued });
    await expectRefused('Redox');
  });

  it('put back whole to an older generation is what it was then', async () => {
    const { sealedFields, sealedIssued, generation } = await row(redox);
    await admin.post(`/v1/access-tokens/${redox.id}/renewal`, {});
    await alter(redox, { sealedFields, sealedIssued, generation });
    expect((await resolve('Redox')).body.token.generation).toBe(1);
  });

  it('moved to another tenant is refused there', async () => {
    const other = await latchkey.createTenant();
    const otherApp = await createDeclaringApp(other, 'Clinic', ['Redox']);
    await alter(redox, { tenantId: other.id });
    const answer = await other.admin.post('/v1/resolutions', { name: 'Redox', appId: otherApp });
    expect(answer).toMatchObject({ status: 500, body: { code: 'sealed-value-refused' } });
  });

  it('can be neither renewed, tested nor edited, and its other columns still be seen and the token removed', async () => {
    await alter(redox, { plainFields: { environment: 'development', apiKey: 'forged' } });
    const path = `/v1/access-tokens/${redox.id}`;
    await latchkey.vendors.clearJournal('redox');
    for (const answer of [
      await admin.post(`${path}/renewal`, {}),
      await admin.post(`${path}/test`, {}),
      await admin.post('/v1/drafts', { tokenId: redox.id }),
      await admin.patch(path, { description: 'x' }, { 'if-match': '*' }),
    ]) {
      expect(answer.body).toMatchObject({ code: 'sealed-value-refused', remedy: 'configure' });
    }
    expect(await latchkey.vendors.journal('redox')).toEqual([]);
    expect((await admin.get(path)).status).toBe(200);
    expect((await admin.delete(`${path}?force=true`, { 'if-match': '*' })).status).toBe(204);
  });
});
