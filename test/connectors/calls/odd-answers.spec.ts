import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Connection } from '../../../src/connectors/contract/connection.js';
import { Secret } from '../../../src/kernel/secret.js';
import { issuedToken, netSuiteConnection, salesforceConnection } from '../../support/connections.js';
import { type ConnectorsWing, openConnectorsWing } from '../../support/connectors-wing.js';
import { failureOf } from '../../support/failure-of.js';
import { json, type Reply, startVendorServer, text, type VendorServer } from '../../support/vendor-server.js';

const SALESFORCE = salesforceConnection(issuedToken({ baseUrl: 'https://acme.my.salesforce.com' }));
const NETSUITE = netSuiteConnection();
const SERVICE: Connection = {
  connector: 'rest-service',
  method: 'bearer',
  values: {
    token: new Secret('t'),
    baseUrl: 'https://api.example.com/v1',
    moreHosts: '',
    headers: '',
    timeoutSeconds: '',
    testPath: '',
  },
};
const MEGABYTE = 1024 * 1024;

describe('A vendor that answers oddly', () => {
  let server: VendorServer;
  let wing: ConnectorsWing;

  beforeEach(async () => {
    server = await startVendorServer();
    const hosts = ['*.salesforce.com', '*.netsuite.com', 'api.example.com'];
    wing = await openConnectorsWing({
      sandboxHosts: hosts.map((host) => server.mapping(host)),
      maxAnswerBytes: MEGABYTE,
    });
  });

  afterEach(async () => {
    await wing.close();
    await server.close();
  });

  function run(connection: Connection, call: string, inputs: Readonly<Record<string, unknown>>): Promise<unknown> {
    return wing.service.runAction(wing.service.present(connection), call, inputs);
  }

  const get = () => run(SERVICE, 'rest-service.get', { path: '/a' });
  const raw =
    (body: Buffer | string, headers: Readonly<Record<string, string>>): Reply =>
    (response) =>
      response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('in %s, which nobody asked for, is read', async (encoding, pack) => {
    server.reply(raw(pack(Buffer.from('{"a":1}')), { 'content-encoding': encoding }));
    const answer = await get();
    expect(answer).toMatchObject({ body: { a: 1 } });
    expect(answer).not.toHaveProperty(['headers', 'content-encoding']);
  });

  it.each([
    ['a small body that swells beyond the limit', gzipSync(Buffer.alloc(64 * MEGABYTE)), 'answer-too-large'],
    ['a compressed body that broke off', gzipSync(Buffer.from('{"a":1}')).subarray(0, 12), 'answer-lost'],
    ['a body that is not what it says', Buffer.from('{"a":1}'), 'answer-lost'],
  ])('is refused: %s', async (_what, body, code) => {
    server.reply(raw(body, { 'content-encoding': 'gzip' }));
    expect(await failureOf(run(SERVICE, 'rest-service.send', { path: '/a' }))).toMatchObject({
      code: code === 'answer-lost' ? 'outcome-unknown' : code,
    });
  });

  it('keeps every digit of a whole number that JavaScript would round', async () => {
    const body =
      '\uFEFF{"id":12345678901234567890,"ids":[-9007199254740993,9007199254740991],"rate":0.1250000000000000000,"text":"\\"98765432109876543210","12345678901234567":1.5e3}';
    server.reply(raw(body, {}));
    expect(await get()).toMatchObject({
      body: {
        id: '12345678901234567890',
        ids: ['-9007199254740993', 9007199254740991],
        rate: 0.125,
        text: '"98765432109876543210',
        '12345678901234567': 1500,
      },
    });
  });

  it.each<[string, Connection, string, unknown]>([
    ['Salesforce', SALESFORCE, 'salesforce.query', { totalSize: 3, done: false, records: [] }],
    [
      'Salesforce, elsewhere',
      SALESFORCE,
      'salesforce.query',
      { records: [], nextRecordsUrl: 'https://evil.example/q' },
    ],
    ['NetSuite', NETSUITE, 'netsuite.suiteql', { hasMore: true, items: [], links: [] }],
  ])('is not believed that a list ended when it says otherwise: %s', async (...[_what, connection, call, page]) => {
    server.reply(json(page));
    const inputs = call.startsWith('salesforce') ? { soql: 'SELECT Id FROM A' } : { query: 'SELECT 1' };
    expect(await failureOf(run(connection, call, inputs))).toMatchObject({ code: 'answer-unreadable' });
  });

  it('with the same page again and again does not keep a search going', async () => {
    const links = [
      { rel: 'next', href: 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/query/v1/suiteql?offset=0' },
    ];
    server.reply(json({ hasMore: true, items: [{ id: '1' }, { id: '2' }], links }));
    const update = { type: 'customer', query: 'SELECT id FROM customer', record: { email: null }, atMost: 7 };
    expect(await failureOf(run(NETSUITE, 'netsuite.updateByQuery', update))).toMatchObject({ code: 'action-failed' });
    expect(server.received.map(({ method }) => method)).not.toContain('PATCH');
  });

  it.each([
    ['salesforce.upsertRecord', SALESFORCE, { object: 'A', externalIdField: 'B', externalId: '\ud800', record: {} }],
    ['netsuite.callRestlet', NETSUITE, { script: '1', deploy: '1', parameters: { a: 'x\udfff' } }],
    ['rest-service.send', SERVICE, { path: '/', body: { deep: [{ '\ud83d': 1 }] } }],
  ])('is never asked with half of a character: %s', async (call, connection, inputs) => {
    expect(await failureOf(run(connection, call, inputs))).toMatchObject({ code: 'inputs-invalid', status: 422 });
    expect(server.received).toEqual([]);
  });

  describe('in the middle of what must not be done twice', () => {
    const records = Array.from({ length: 201 }, (_, index) => ({ LastName: `${index}` }));
    const create = () => run(SALESFORCE, 'salesforce.createRecords', { object: 'Contact', records });
    const ingest = () =>
      run(SALESFORCE, 'salesforce.bulkIngest', {
        object: 'Contact',
        operation: 'insert',
        records: [{ LastName: 'B' }],
      });

    it.each<[string, Reply, string, string]>([
      ['asks to wait', text('', 503), 'outcome-unknown', 'in-doubt'],
      ['wants another token', json([{ errorCode: 'INVALID_SESSION_ID' }], 401), 'outcome-unknown', 'in-doubt'],
      ['calls the rest wrong', json([{ errorCode: 'INVALID_FIELD' }], 400), 'api-refused', 'fix-request'],
    ])('%s', async (...[_what, reply, code, remedy]) => {
      const first = json(records.slice(0, 200).map(() => ({ id: '003', success: true, errors: [] })));
      server.reply((response, request) => (server.received.length === 1 ? first : reply)(response, request));
      expect(await failureOf(create())).toMatchObject({ code, remedy });
    });

    it('asks to wait before anything was done', async () => {
      server.reply(text('', 503));
      expect(await failureOf(create())).toMatchObject({ code: 'api-refused', remedy: 'wait' });
    });

    it.each([
      ['before the job is closed', 'PUT', 'wait'],
      ['while the job runs', 'GET', 'in-doubt'],
    ])('asks to wait %s', async (_what, method, remedy) => {
      const job = json({ id: '750000000000001AAA', state: 'UploadComplete' });
      server.reply((response, request) => (request.method === method ? text('', 503) : job)(response, request));
      expect(await failureOf(ingest())).toMatchObject({ remedy });
    });
  });
});
