import type { Connection } from '../../../src/connectors/contract/connection.js';
import { Secret } from '../../../src/kernel/secret.js';
import { dropboxConnection, issuedToken, netSuiteConnection, salesforceConnection } from '../../support/connections.js';
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

describe('The conduct of every action', () => {
  let server: VendorServer;
  let wing: ConnectorsWing;

  beforeEach(async () => {
    server = await startVendorServer();
    const hosts = ['*.dropboxapi.com', '*.salesforce.com', '*.netsuite.com'];
    wing = await openConnectorsWing({ sandboxHosts: hosts.map((host) => server.mapping(host)) });
  });

  afterEach(async () => {
    await wing.close();
    await server.close();
  });

  function run(connection: Connection, call: string, inputs: Readonly<Record<string, unknown>>): Promise<unknown> {
    return wing.service.runAction(wing.service.present(connection), call, inputs);
  }

  it('tells what the vendor said and by which id its support knows it', async () => {
    const said = [{ errorCode: 'INVALID_FIELD', message: "No such column 'X'\non entity Account" }];
    server.reply(json(said, 400, { 'x-request-id': 'req-1' }));
    const failure = await failureOf(run(SALESFORCE, 'salesforce.query', { soql: 'SELECT X FROM Account' }));
    expect(failure.facts).toMatchObject({
      vendorCode: 'INVALID_FIELD',
      vendorMessage: "No such column 'X' on entity Account",
      vendorRequestId: 'req-1',
    });
  });

  it('tells nothing of what repeats the credential', async () => {
    const secretive = salesforceConnection(
      issuedToken({ accessToken: new Secret('at-0123456789'), baseUrl: 'https://acme.my.salesforce.com' }),
    );
    server.reply(json([{ errorCode: 'INVALID_AUTH_HEADER', message: 'Header: Bearer at-0123456789' }], 401));
    const failure = await failureOf(run(secretive, 'salesforce.query', { soql: 'SELECT Id FROM A' }));
    expect(failure.facts.vendorMessage).toBeUndefined();
    expect(failure.message).not.toContain('0123456789');
  });

  it.each([
    ['429 with a time', 429, { 'retry-after': '0' }],
    ['503 without one', 503, {}],
  ])('that may be repeated is repeated after a %s', async (_what, status, headers) => {
    const replies: Reply[] = [json({ matches: [] }), text('', status, headers), text('', status, headers)];
    server.reply((response, request) => (replies.pop() ?? loseAnswer)(response, request));
    expect(await run(DROPBOX, 'dropbox.getMetadata', { path: '/a' })).toEqual({ matches: [] });
    expect(server.received).toHaveLength(3);
  });

  it('that may be repeated is not repeated for ever', async () => {
    server.reply(text('', 503));
    expect(await failureOf(run(DROPBOX, 'dropbox.getMetadata', { path: '/a' }))).toMatchObject({ remedy: 'wait' });
    expect(server.received).toHaveLength(4);
  });

  it.each<[string, Connection, string, Readonly<Record<string, unknown>>, Reply]>([
    ['must not be repeated', SALESFORCE, 'salesforce.createRecord', { object: 'A', record: {} }, text('', 503)],
    ['would wait too long', DROPBOX, 'dropbox.getMetadata', { path: '/a' }, text('', 429, { 'retry-after': '3600' })],
    [
      'could lock an account',
      NETSUITE,
      'netsuite.suiteql',
      { query: 'SELECT 1' },
      json({ 'o:errorDetails': [{ 'o:errorCode': 'INVALID_LOGIN' }] }, 401),
    ],
  ])('that %s is tried once', async (...[_what, connection, call, inputs, reply]) => {
    server.reply(reply);
    await failureOf(run(connection, call, inputs));
    expect(server.received).toHaveLength(1);
  });

  it('waits for its turn where a vendor takes few calls of one account at once', async () => {
    const held: (() => void)[] = [];
    let [under, most] = [0, 0];
    server.reply((response) => {
      under += 1;
      most = Math.max(most, under);
      held.push(() => {
        under -= 1;
        response.end('{"items":[]}');
      });
      // None is answered before four are there; a fifth would come in the moment after that.
      if (most >= 4) for (const answer of held.splice(0)) setTimeout(answer, 20);
    });
    const calls = Array.from({ length: 12 }, () => run(NETSUITE, 'netsuite.suiteql', { query: 'SELECT 1' }));
    expect(await Promise.all(calls)).toHaveLength(12);
    expect(most).toBe(4);
  });
});
