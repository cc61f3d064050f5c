import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { netsuiteAccounts } from '../../sandbox/netsuite/accounts.js';
import { newRsaKey } from '../../sandbox/oauth/new-key.js';
import type { ApiClient, Json } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { connectNetSuite } from '../support/story/connected-tokens.js';
import { Draft, type DraftStart, expectStatus } from '../support/story/drafts.js';
import { beginJourney, createDeclaringApp, type Journey } from '../support/story/journey.js';
import { Latchkey } from '../support/story/latchkey.js';
import { OutputSchemas } from '../support/story/output-schemas.js';

const NAME = 'Books';
const CONSENTED = 'Books by consent';
const { client, privateJwk, privateKeyPem } = netsuiteAccounts;
const MACHINE = { clientId: client.id, certificateId: privateJwk.kid, algorithm: 'ES256', privateKey: privateKeyPem };
const [[, createDatabase] = ['', async (): Promise<never> => Promise.reject(new Error('no engine'))]] = engines;

/** Every action of NetSuite through the door of actions, with tokens that Latchkey keeps. */
describe('The actions of NetSuite', () => {
  let latchkey: Latchkey;
  let journey: Journey;
  let runner: ApiClient;
  let appId: string;
  let schemas: OutputSchemas;

  const act = (call: string, inputs: Json, { token = NAME, key = '' } = {}) =>
    journey.designer.post(
      `/v1/apps/${appId}/actions/netsuite.${call}`,
      { token, with: inputs },
      key === '' ? {} : { 'idempotency-key': key },
    );
  const output = async (call: string, inputs: Json, token = NAME): Promise<Json> =>
    schemas.checked(call, expectStatus(await act(call, inputs, { token }), 200).body.output);
  const choices = async (call: string, input: string, inputs: Json = {}): Promise<Json> =>
    expectStatus(
      await journey.designer.post(`/v1/apps/${appId}/actions/netsuite.${call}/choices/${input}`, {
        token: NAME,
        with: inputs,
      }),
      200,
    ).body.choices;
  const newCustomer = async (companyName: string): Promise<string> =>
    (await output('createRecord', { type: 'customer', record: { companyName } })).id;
  const begin = (start: DraftStart) => Draft.begin(journey.designer, { connector: 'netsuite', ...start });

  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    journey = await beginJourney(latchkey, 'global', NAME);
    runner = journey.runner;
    schemas = await OutputSchemas.of(journey.designer, 'netsuite');
    appId = await createDeclaringApp(journey.tenant, 'Book Keeping', [NAME, CONSENTED]);
    await connectNetSuite(journey.designer, { name: NAME });
  });
  afterAll(() => latchkey.close());

  describe('with a token of another method', () => {
    it('is consented to by a person, with PKCE and a client that proves itself in the header', async () => {
      const fields = { clientId: client.id, clientSecret: client.secret, accountId: '1234567' };
      const draft = await begin({ method: 'oauth2', name: CONSENTED, fields });
      expect((await draft.connect(latchkey.browser())).status).toBe(200);
      expect(expectStatus(await draft.test(), 200).body.account).toBe('1234567');
      await draft.finish();
      const { items } = await output('listRecords', { type: 'employee' }, CONSENTED);
      expect(items).toHaveLength(1);
      const called = await output('callRestlet', { script: '6', deploy: '1' }, CONSENTED);
      expect(called).toMatchObject({ account: '1234567', user: '5' });
    });

    it('has to be consented to anew after seven days, and says so before', async () => {
      const { items } = (await journey.designer.get('/v1/forecast')).body;
      expect(JSON.stringify(items)).toContain(CONSENTED);
    });

    it.each(['ES256', 'PS256'])('works for a machine whose certificate signs with %s', async (algorithm) => {
      const fields = algorithm === 'ES256' ? MACHINE : await newMachine();
      const draft = await begin({
        method: 'client-credentials',
        name: `Machine ${algorithm}`,
        fields: { ...fields, accountId: '1234567' },
      });
      expectStatus(await draft.getToken(), 200);
      expect(expectStatus(await draft.test(), 200).body.account).toBe('1234567');
    });

    it('asks an admin to look when NetSuite does not know the certificate', async () => {
      const fields = { ...MACHINE, certificateId: 'custcertificate_none', accountId: '1234567' };
      const draft = await begin({ method: 'client-credentials', fields });
      expect(await draft.getToken()).toMatchObject({ body: { remedy: 'configure' } });
    });

    /** RSA keys are made here: the sandbox has a curve. */
    async function newMachine() {
      const privateKey = newRsaKey(3072);
      const certificate = {
        ...createPublicKey(privateKey).export({ format: 'jwk' }),
        kid: 'custcertificate_rsa',
        alg: 'PS256',
      };
      const clientId = 'rsa-machine';
      await latchkey.vendors.register('netsuite', {
        ...{ id: clientId, account: '1234567', redirectUris: [], certificates: [certificate] },
      });
      const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      return { clientId, certificateId: certificate.kid, algorithm: 'PS256', privateKey: pem };
    }
  });

  it('offers record types, the fields of the chosen one, and saved searches', async () => {
    expect(await choices('createRecord', 'type')).toContainEqual({ value: 'salesOrder', label: 'salesOrder' });
    expect(await choices('createRecord', 'record', { type: 'customer' })).toContainEqual({
      value: 'companyName',
      label: 'Company Name (companyName)',
    });
    expect(await choices('getRecord', 'fields')).toEqual([]);
    expect(await choices('updateBySavedSearch', 'savedSearch')).toContainEqual({
      value: 'customsearch_clinics',
      label: 'Clinics (customsearch_clinics)',
    });
  });

  it('creates, reads, changes and deletes a record, and deletes it only once', async () => {
    const id = await newCustomer('Clinic & Sons');
    expect(await output('updateRecord', { type: 'customer', id, record: { email: 'a@clinic.example' } })).toEqual({
      id,
    });
    const read = await output('getRecord', { type: 'customer', id, fields: ['email'] });
    expect([read.id, read.email, read.companyName]).toEqual([id, 'a@clinic.example', undefined]);
    expect(await output('deleteRecord', { type: 'customer', id })).toEqual({ id, deleted: true });
    expect(await output('deleteRecord', { type: 'customer', id })).toEqual({ id, deleted: false });
    const unknown = await act('deleteRecord', { type: 'nothing', id });
    expect(unknown.body).toMatchObject({ remedy: 'fix-request', vendorCode: 'NONEXISTENT_RECORD_TYPE' });
  });

  it('makes an invoice from a sales order, each time another', async () => {
    const entity = { id: await newCustomer('Transformed') };
    const order = await output('createRecord', { type: 'salesOrder', record: { entity, memo: 'as ordered' } });
    const into = { type: 'salesOrder', id: order.id, target: 'invoice' };
    const { id } = await output('transformRecord', { ...into, record: { tranDate: '2026-11-20' } });
    const invoice = await output('getRecord', { type: 'invoice', id });
    expect(invoice).toMatchObject({ memo: 'as ordered', tranDate: '2026-11-20', entity });
    expect((await output('transformRecord', into)).id).not.toBe(id);
    const odd = await act('transformRecord', { ...into, target: 'customer' });
    expect(odd.body).toMatchObject({ remedy: 'fix-request', vendorCode: 'INVALID_REQUEST' });
  });

  it('upserts by external id, also with characters that a signature is sensitive to', async () => {
    const upsert = (companyName: string) =>
      output('upsertRecord', { type: 'customer', externalId: "A (1)! & 'é'", record: { companyName } });
    const { id } = await upsert('First');
    expect(await upsert('Second')).toEqual({ id });
    expect((await output('getRecord', { type: 'customer', id })).companyName).toBe('Second');
  });

  it('creates a record once, however often the same call comes', async () => {
    const record = { companyName: 'Once Only' };
    const once = () => act('createRecordOnce', { type: 'customer', record }, { key: 'call-1' });
    const [first, second] = [await once(), await once()];
    expect([first.status, second.body.output]).toEqual([200, first.body.output]);
    await latchkey.vendors.clearJournal('netsuite');
    await latchkey.vendors.mood('netsuite', { kind: 'loses-answer', endpoint: 'record', times: 1 });
    const lost = await output('createRecordOnce', { type: 'customer', record: { companyName: 'Lost Once' } });
    const submissions = (await latchkey.vendors.journal('netsuite', 'record')).map(({ status }) => status);
    expect(submissions).toEqual([0, 400]);
    const filter = 'companyName IS "Lost Once"';
    const { items } = await output('listRecords', { type: 'customer', filter });
    expect(items.map(({ id }: Json) => id)).toEqual([lost.id]);
    const refused = await act('createRecordOnce', { type: 'customer', record: {} });
    expect(refused.body).toMatchObject({ remedy: 'fix-request', vendorCode: 'USER_ERROR' });
  });

  it('fetches all pages of a query and of a list up to a number, each page signed anew', async () => {
    const query = 'SELECT id, companyname FROM customer ORDER BY id';
    const first = await output('suiteql', { query, limit: 2 });
    expect([first.items.length, first.hasMore]).toEqual([2, true]);
    const all = await output('suiteql', { query, limit: 2, maxPages: 100 });
    expect([all.items.length, all.hasMore]).toEqual([all.totalResults, false]);
    expect(new Set(all.items.map(({ id }: Json) => id)).size).toBe(all.totalResults);
    const listed = await output('listRecords', { type: 'customer', filter: 'companyName IS "A (B)! Practice"' });
    expect(listed).toMatchObject({ items: [{ id: '104' }], hasMore: false, totalResults: 1 });
  });

  it('changes all records that meet a saved search, page by page, and tells which NetSuite refused', async () => {
    for (let more = 1; more <= 3; more += 1) await newCustomer(`Hill Clinic ${more}`);
    const update = { type: 'customer', savedSearch: 'customsearch_all_customers', record: { comments: 'seen' } };
    const { totalResults } = await output('listRecords', { type: 'customer' });
    expect(await output('updateBySavedSearch', update)).toEqual({ updated: totalResults, failures: [] });
    const query = "SELECT id FROM customer WHERE comments = 'seen'";
    expect((await output('suiteql', { query })).totalResults).toBe(totalResults);
    const refused = await output('updateBySavedSearch', { ...update, record: { companyName: '' } });
    expect(refused).toMatchObject({ updated: 0, failures: { length: totalResults } });
    expect(refused.failures[0].message).toContain('companyName');
  });

  it('changes nothing when a search finds more than allowed, or records of another type', async () => {
    const update = { type: 'customer', savedSearch: 'customsearch_all_customers', record: { comments: 'never' } };
    expect((await act('updateBySavedSearch', { ...update, atMost: 2 })).body).toMatchObject({ code: 'action-failed' });
    expect((await act('updateBySavedSearch', { ...update, type: 'vendor' })).body).toMatchObject({
      code: 'action-failed',
      detail: expect.stringContaining('customer'),
    });
    const query = "SELECT id FROM customer WHERE comments = 'never'";
    expect((await output('suiteql', { query })).totalResults).toBe(0);
  });

  it('changes all records that meet a query, and wants the column id', async () => {
    const id = await newCustomer('Queried Clinic');
    const update = { type: 'customer', record: { email: 'q@clinic.example' } };
    const where = "FROM customer WHERE companyname = 'Queried Clinic'";
    expect(await output('updateByQuery', { ...update, query: `SELECT id ${where}` })).toMatchObject({ updated: 1 });
    expect((await output('getRecord', { type: 'customer', id })).email).toBe('q@clinic.example');
    const blind = await act('updateByQuery', { ...update, query: `SELECT companyname ${where}` });
    expect(blind.body).toMatchObject({ code: 'action-failed', remedy: 'fix-request' });
  });

  it('calls a RESTlet on its own host, with parameters that enter the signature and a body that does not', async () => {
    const called = await output('callRestlet', {
      ...{ method: 'POST', script: 'customscript_echo', deploy: 'customdeploy_echo' },
      ...{ parameters: { who: "O'Brien & (Söhne)!" }, body: { lines: [1, 2] } },
    });
    expect(called).toMatchObject({ query: { who: "O'Brien & (Söhne)!" }, body: { lines: [1, 2] }, account: '1234567' });
    const hidden = await act('callRestlet', { script: '1', deploy: '1', parameters: { script: '2' } });
    expect(hidden.status).toBe(422);
  });

  it('waits when RESTlets have too many calls, which NetSuite says with status 400', async () => {
    await latchkey.vendors.mood('netsuite', { kind: 'throttles', endpoint: 'restlet', times: 1 });
    expect(await choices('updateBySavedSearch', 'savedSearch')).toHaveLength(2);
    await latchkey.vendors.mood('netsuite', { kind: 'throttles', endpoint: 'restlet' });
    const busy = await act('callRestlet', { script: '1', deploy: '1' });
    await latchkey.vendors.mood('netsuite');
    expect(busy.body).toMatchObject({ remedy: 'wait', vendorCode: 'SSS_REQUEST_LIMIT_EXCEEDED' });
  });

  it('lists and describes record types', async () => {
    expect((await output('listRecordTypes', {})).items).toContainEqual(expect.objectContaining({ name: 'customer' }));
    expect((await output('describeRecordType', { type: 'invoice' })).properties.entity).toBeDefined();
  });

  it('is there for an app at work as for its designer', async () => {
    const answer = await runner.post(`/v1/apps/${journey.appId}/actions/netsuite.listRecordTypes`, { token: NAME });
    expect(answer.status).toBe(200);
  });

  it('has run each of them, and found its output as described', () => {
    expect(schemas.unseen).toEqual([]);
  });
});
