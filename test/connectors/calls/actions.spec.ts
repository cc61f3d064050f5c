import type { Connection } from '../../../src/connectors/contract/connection.js';
import {
  dropboxConnection,
  issuedToken,
  netSuiteConnection,
  redoxKeyConnection,
  salesforceConnection,
} from '../../support/connections.js';
import { type ConnectorsWing, openConnectorsWing } from '../../support/connectors-wing.js';
import { failureOf } from '../../support/failure-of.js';
import {
  json,
  loseAnswer,
  type Reply,
  startVendorServer,
  text,
  type VendorServer,
} from '../../support/vendor-server.js';

const DROPBOX = dropboxConnection(issuedToken());
const SALESFORCE = salesforceConnection(issuedToken({ baseUrl: 'https://acme.my.salesforce.com' }));
const NETSUITE = netSuiteConnection();
const REDOX = redoxKeyConnection(issuedToken());

describe('An action', () => {
  let server: VendorServer;
  let wing: ConnectorsWing;

  beforeEach(async () => {
    server = await startVendorServer();
    const hosts = ['*.dropboxapi.com', '*.salesforce.com', '*.netsuite.com', '*.redoxengine.com'];
    wing = await openConnectorsWing({ sandboxHosts: hosts.map((host) => server.mapping(host)) });
  });

  afterEach(async () => {
    await wing.close();
    await server.close();
  });

  function run(connection: Connection, call: string, inputs: Readonly<Record<string, unknown>>): Promise<unknown> {
    return wing.service.runAction(wing.service.present(connection), call, inputs);
  }

  it.each<[string, Connection, Readonly<Record<string, unknown>>, string, unknown]>([
    ['dropbox.getMetadata', DROPBOX, { path: '/a' }, 'POST /api.dropboxapi.com/2/files/get_metadata', { path: '/a' }],
    [
      'salesforce.query',
      SALESFORCE,
      { soql: "SELECT Id FROM A WHERE B='c&d'" },
      'GET /acme.my.salesforce.com/services/data/v66.0/query?q=SELECT%20Id%20FROM%20A%20WHERE%20B%3D%27c%26d%27',
      undefined,
    ],
    [
      'salesforce.createRecord',
      SALESFORCE,
      { object: 'Contact', record: { LastName: 'B' } },
      'POST /acme.my.salesforce.com/services/data/v66.0/sobjects/Contact',
      { LastName: 'B' },
    ],
    [
      'salesforce.upsertRecord',
      SALESFORCE,
      { object: 'Contact', externalIdField: 'MRN__c', externalId: 'a/b', record: { MRN__c: 'a/b', LastName: 'B' } },
      'PATCH /acme.my.salesforce.com/services/data/v66.0/sobjects/Contact/MRN__c/a%2Fb',
      { LastName: 'B' },
    ],
    [
      'netsuite.suiteql',
      NETSUITE,
      { query: 'SELECT 1' },
      'POST /1234567-sb1.suitetalk.api.netsuite.com/services/rest/query/v1/suiteql?limit=1000&offset=0',
      { q: 'SELECT 1' },
    ],
    [
      'netsuite.getRecord',
      NETSUITE,
      { type: 'customer', id: 'eid:a b', fields: ['id', 'email'] },
      'GET /1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1/customer/eid%3Aa%20b?fields=id%2Cemail',
      undefined,
    ],
    [
      'redox.query',
      REDOX,
      { dataModel: 'PatientSearch', eventType: 'Query', body: { Patient: {} }, destination: { ID: 'd' } },
      'POST /api.redoxengine.com/endpoint',
      {
        Patient: {},
        Meta: { DataModel: 'PatientSearch', EventType: 'Query', Test: true, Destinations: [{ ID: 'd' }] },
      },
    ],
  ])('%s asks as the vendor wants it', async (...[call, connection, inputs, line, body]) => {
    server.reply(json({ entries: [], items: [], records: [] }));
    await run(connection, call, inputs);
    const [received] = server.received;
    expect(`${received?.method} ${received?.path}`).toBe(line);
    expect(received?.body === '' ? undefined : JSON.parse(received?.body ?? '')).toEqual(body);
  });

  it('calls the root of Dropbox by the empty path, and gives a page as items', async () => {
    server.reply(json({ entries: [{ name: 'a' }], cursor: 'c', has_more: true }));
    const output = await run(DROPBOX, 'dropbox.listFolder', { path: '/' });
    expect(output).toEqual({ items: [{ name: 'a' }], hasMore: true, cursor: 'c' });
    expect(server.received.map(({ body }) => JSON.parse(body))).toEqual([{ path: '', recursive: false, limit: 500 }]);
  });

  it('asks NetSuite for a transient answer', async () => {
    server.reply(json({ items: [] }));
    await run(NETSUITE, 'netsuite.suiteql', { query: 'SELECT 1' });
    expect(server.received[0]?.headers.prefer).toBe('transient');
  });

  it('finds the id of a new NetSuite record in its location', async () => {
    server.reply(
      text('', 204, {
        location: 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1/customer/647',
      }),
    );
    expect(await run(NETSUITE, 'netsuite.createRecord', { type: 'customer', record: {} })).toEqual({ id: '647' });
  });

  it('uploads text to Dropbox with an argument in pure ASCII', async () => {
    server.reply(json({ id: 'id:1' }));
    await run(DROPBOX, 'dropbox.uploadFile', { path: '/résumé – 日本😀\u007f.txt', content: 'grüße' });
    expect(server.received).toMatchObject([{ path: '/content.dropboxapi.com/2/files/upload', body: 'grüße' }]);
    expect(server.received[0]?.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'dropbox-api-arg': '{"path":"/r\\u00e9sum\\u00e9 \\u2013 \\u65e5\\u672c\\ud83d\\ude00\\u007f.txt","mode":"add"}',
    });
  });

  it('downloads text from Dropbox as text, also when it looks like JSON', async () => {
    server.reply(text('{"a":1}', 200, { 'dropbox-api-result': '{"name":"a.json"}' }));
    const output = await run(DROPBOX, 'dropbox.readTextFile', { path: '/a.json' });
    expect(output).toEqual({ content: '{"a":1}', file: { name: 'a.json' } });
    expect(server.received[0]?.headers).not.toHaveProperty('content-type');
  });

  it.each<[string, Connection, Readonly<Record<string, unknown>>]>([
    ['dropbox.listFolder', DROPBOX, { path: 7 }],
    ['dropbox.listFolder', DROPBOX, {}],
    ['dropbox.listFolder', DROPBOX, { path: 'no-slash' }],
    ['dropbox.uploadFile', DROPBOX, { path: '/', content: 'x' }],
    ['salesforce.createRecord', SALESFORCE, { object: '../limits', record: {} }],
    ['salesforce.upsertRecord', SALESFORCE, { object: 'A', externalIdField: 'B', externalId: '..', record: {} }],
    ['netsuite.getRecord', NETSUITE, { type: 'customer', id: '..' }],
    ['netsuite.getRecord', NETSUITE, { type: 'customer?x=', id: '1' }],
    ['netsuite.suiteql', NETSUITE, { query: 'q', limit: 1001 }],
  ])('%s refuses wrong inputs before anything is sent', async (call, connection, inputs) => {
    const failure = await failureOf(run(connection, call, inputs));
    expect(failure).toMatchObject({ code: 'inputs-invalid', remedy: 'fix-request', status: 422 });
    expect(server.received).toEqual([]);
  });

  it('belongs to its connector', async () => {
    for (const call of ['salesforce.query', 'dropbox.unknown', 'dropbox', 'dropbox.constructor']) {
      expect((await failureOf(run(DROPBOX, call, {}))).code).toBe('action-unknown');
    }
  });

  it.each<[string, Connection, Reply, string, boolean]>([
    ['Dropbox, spent token', DROPBOX, json({ error: { '.tag': 'expired_access_token' } }, 401), 'reconnect', true],
    ['Dropbox, scope', DROPBOX, json({ error: { '.tag': 'missing_scope' } }, 401), 'reconnect', false],
    [
      'Dropbox, no such path',
      DROPBOX,
      json({ error: { '.tag': 'path', path: { '.tag': 'not_found' } } }, 409),
      'fix-request',
      false,
    ],
    [
      'Dropbox, busy account',
      DROPBOX,
      json(
        {
          error: { '.tag': 'path', path: { reason: { '.tag': 'x' } }, reason: { '.tag': 'too_many_write_operations' } },
        },
        409,
      ),
      'wait',
      false,
    ],
    ['Dropbox, plain text', DROPBOX, text('Error in call', 400), 'fix-request', false],
    ['Salesforce, quota', SALESFORCE, json([{ errorCode: 'REQUEST_LIMIT_EXCEEDED' }], 403), 'wait', false],
    ['Salesforce, permission', SALESFORCE, json([{ errorCode: 'API_DISABLED_FOR_ORG' }], 403), 'configure', false],
    ['Salesforce, query', SALESFORCE, json([{ errorCode: 'MALFORMED_QUERY' }], 400), 'fix-request', false],
    ['Salesforce, session', SALESFORCE, json([{ errorCode: 'INVALID_SESSION_ID' }], 401), 'reconnect', true],
    [
      'NetSuite, concurrency',
      NETSUITE,
      json({ 'o:errorDetails': [{ 'o:errorCode': 'CONCURRENCY_LIMIT_EXCEEDED' }] }, 429),
      'wait',
      false,
    ],
    [
      'NetSuite, RESTlet concurrency',
      NETSUITE,
      json({ error: { code: 'SSS_REQUEST_LIMIT_EXCEEDED' } }, 400),
      'wait',
      false,
    ],
    [
      'NetSuite, RESTlet text',
      NETSUITE,
      text('error code: SSS_REQUEST_LIMIT_EXCEEDED\nerror message: x', 400),
      'wait',
      false,
    ],
    [
      'NetSuite, login',
      NETSUITE,
      json({ 'o:errorDetails': [{ 'o:errorCode': 'INVALID_LOGIN' }] }, 401),
      'configure',
      false,
    ],
    ['Redox, verb', REDOX, text('Forbidden', 403), 'fix-request', false],
    ['maintenance', SALESFORCE, text('<html>', 503), 'wait', false],
  ])('that is refused says who must act: %s', async (...[_what, connection, reply, remedy, expired]) => {
    server.reply(reply);
    const failure = await failureOf(run(connection, ...readingCall(connection)));
    expect(failure).toMatchObject({ code: 'api-refused', remedy, facts: { expired } });
  });

  it('passes on how long the vendor asks to wait', async () => {
    server.reply(json({ error: { reason: { '.tag': 'too_many_requests' } } }, 429, { 'retry-after': '60' }));
    const failure = await failureOf(run(DROPBOX, 'dropbox.listFolder', { path: '/' }));
    expect(failure).toMatchObject({ remedy: 'wait', retryAfterMs: 60_000, facts: { vendorCode: 'too_many_requests' } });
  });

  it.each([
    ['a lost answer', loseAnswer, 'in-doubt'],
    ['a gateway that gave up', text('', 504), 'in-doubt'],
    ['a refusal for now', text('', 503), 'wait'],
  ])('that must not be repeated is judged after %s', async (_what, reply, remedy) => {
    server.reply(reply);
    const create = run(SALESFORCE, 'salesforce.createRecord', { object: 'Contact', record: {} });
    expect((await failureOf(create)).remedy).toBe(remedy);
    expect(server.received).toHaveLength(1);
  });

  it('that may be repeated only waits after a lost answer', async () => {
    server.reply(loseAnswer);
    expect((await failureOf(run(DROPBOX, 'dropbox.listFolder', { path: '/' }))).remedy).toBe('wait');
  });
});

function readingCall({ connector }: Connection): [string, Readonly<Record<string, unknown>>] {
  switch (connector) {
    case 'dropbox':
      return ['dropbox.listFolder', { path: '/' }];
    case 'salesforce':
      return ['salesforce.query', { soql: 'SELECT Id FROM A' }];
    case 'netsuite':
      return ['netsuite.suiteql', { query: 'SELECT 1' }];
    default:
      return ['redox.query', { dataModel: 'A', eventType: 'B', body: {}, destination: { ID: 'd' } }];
  }
}
