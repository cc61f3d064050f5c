import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Connection } from '@jsforce/jsforce-node';
import { salesforceAccounts } from '../../sandbox/salesforce/accounts.js';
import type { Json } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { connectSalesforce } from '../support/story/connected-tokens.js';
import { expectStatus } from '../support/story/drafts.js';
import { beginJourney, type Journey } from '../support/story/journey.js';
import { Latchkey } from '../support/story/latchkey.js';
import { VendorFront } from '../support/story/vendor-front.js';

const NAME = 'Clinic Salesforce';
const HOST = salesforceAccounts.orgs[0].myDomain;
const VERSION = '66.0';
const [[, createDatabase] = ['', async (): Promise<never> => Promise.reject(new Error('no engine'))]] = engines;

/** A client that we did not write meets the sandbox with a credential from Latchkey. */
describe('jsforce', () => {
  let latchkey: Latchkey;
  let journey: Journey;
  let token: Json;
  let front: VendorFront;
  let connection: Connection;

  /** What a program is given that resolves the name; in the vendor's place stands the sandbox. */
  const resolved = async () => {
    const { credential } = expectStatus(await journey.runner.post('/v1/resolutions', { name: NAME }), 200).body;
    const accessToken = String(credential.headers.authorization).replace('Bearer ', '');
    expect(credential.baseUrl).toBe(`https://${HOST}`);
    return { accessToken, instanceUrl: front.url };
  };

  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    front = await VendorFront.open(`${latchkey.vendors.urlOf('salesforce')}/${HOST}`);
    journey = await beginJourney(latchkey, 'global', NAME);
    token = await connectSalesforce(latchkey, journey.designer, { name: NAME });
    connection = new Connection({
      ...(await resolved()),
      version: VERSION,
      // Whatever became of the token, Latchkey has the present one.
      refreshFn: (_connection, done) => {
        void resolved().then(
          ({ accessToken }) => done(null, accessToken),
          (error: Error) => done(error),
        );
      },
    });
  });
  afterAll(async () => {
    await front.close();
    await latchkey.close();
  });

  it('knows who consented', async () => {
    const who = await connection.request<{ preferred_username: string }>('/services/oauth2/userinfo');
    expect(who.preferred_username).toBe(salesforceAccounts.users[0].username);
  });

  it('creates, reads, changes and deletes records one by one and many at once', async () => {
    const contacts = connection.sobject('Contact');
    const made = await contacts.create({ LastName: 'Force' });
    const id = made.id ?? '';
    await contacts.update({ Id: id, Email: 'f@clinic.example' });
    expect(await contacts.retrieve(id)).toMatchObject({ LastName: 'Force', Email: 'f@clinic.example' });
    expect(await contacts.destroy(id)).toMatchObject({ success: true });
    const many = await contacts.create([{ LastName: 'One' }, { LastName: '' }]);
    expect(many.map(({ success }) => success)).toEqual([true, false]);
    expect(await contacts.upsert({ External_Id__c: 'JS-1', LastName: 'Upsert' }, 'External_Id__c')).toMatchObject({
      success: true,
    });
  });

  it('follows a query from page to page, and describes an object', async () => {
    const all = await connection.query('SELECT Id, Name FROM Account', { autoFetch: true, maxFetch: 100 });
    expect([all.totalSize, all.records.length, all.done]).toEqual([12, 12, true]);
    const described = await connection.describe('Account');
    expect(described.fields.map(({ name }) => name)).toContain('Name');
  });

  it('loads a bulk job and reads its results', async () => {
    const results = await connection.bulk2.loadAndWaitForResults({
      object: 'Contact',
      operation: 'insert',
      input: [{ LastName: 'Bulk' }, { LastName: 'Force' }],
      pollInterval: 20,
      pollTimeout: 10_000,
    });
    expect([results.successfulResults.length, results.failedResults.length]).toEqual([2, 0]);
  });

  it('reads a bulk query', async () => {
    const stream = await connection.bulk2.query('SELECT Id, Name FROM Account LIMIT 4', {
      pollInterval: 20,
      pollTimeout: 10_000,
    });
    expect(await stream.toArray()).toHaveLength(4);
  });

  it('is told what is wrong by the code that it looks for', async () => {
    await expect(connection.query('SELECT Nothing FROM Account')).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' });
  });

  it('goes on with the next token when its session has ended', async () => {
    const accessToken = connection.accessToken ?? '';
    expectStatus(await journey.designer.post(`/v1/access-tokens/${token.id}/renewal`, {}), 200);
    const revocation = { method: 'POST', body: new URLSearchParams({ token: accessToken }) };
    expect((await fetch(`${front.url}/services/oauth2/revoke`, revocation)).status).toBe(200);
    expect((await connection.query('SELECT Id FROM Account LIMIT 1')).totalSize).toBe(1);
    expect(connection.accessToken).not.toBe(accessToken);
  });

  it('works through the proxy with nothing but a key of Latchkey', async () => {
    const instanceUrl = `${latchkey.app.url}/v1/proxy/${encodeURIComponent(NAME)}`;
    const proxied = new Connection({ instanceUrl, accessToken: journey.runner.key ?? '', version: VERSION });
    const all = await proxied.query('SELECT Id FROM Account', { autoFetch: true, maxFetch: 100 });
    expect(all.records).toHaveLength(12);
  });
});
