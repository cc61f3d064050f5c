import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { salesforceAccounts } from '../../sandbox/salesforce/accounts.js';
import type { Json } from '../support/api-client.js';
import { Draft, expectStatus } from '../support/story/drafts.js';
import { SalesforceDesk } from '../support/story/salesforce-desk.js';

const { externalClientApp: app, users, privateKeyPem } = salesforceAccounts;

/** Every action of Salesforce through the door of actions, with a token that Latchkey keeps. */
describe('The actions of Salesforce', () => {
  let desk: SalesforceDesk;
  beforeAll(async () => {
    desk = await SalesforceDesk.open();
  });
  afterAll(() => desk.close());

  const newContact = async (LastName: string): Promise<string> =>
    (await desk.output('createRecord', { object: 'Contact', record: { LastName } })).id;

  describe('with a token of another method', () => {
    it('works as the user whom a certificate speaks for, and names the audience of the login service', async () => {
      const draft = await Draft.begin(desk.journey.designer, {
        connector: 'salesforce',
        method: 'jwt-bearer',
        name: 'By certificate',
        fields: {
          environment: 'production',
          consumerKey: app.id,
          username: users[1].username,
          privateKey: privateKeyPem,
        },
      });
      expectStatus(await draft.getToken(), 200);
      expect(expectStatus(await draft.test(), 200).body.account).toBe(users[1].username);
      expect((await draft.finish()).name).toBe('By certificate');
    });

    it('asks an admin to look when the user has not been approved', async () => {
      const draft = await Draft.begin(desk.journey.designer, {
        connector: 'salesforce',
        method: 'jwt-bearer',
        fields: {
          environment: 'production',
          consumerKey: app.id,
          username: 'nobody@acme.example',
          privateKey: privateKeyPem,
        },
      });
      expect(await draft.getToken()).toMatchObject({ body: { remedy: 'configure' } });
    });

    it('asks an admin to look when the app runs as nobody', async () => {
      await desk.latchkey.vendors.register('salesforce', { id: 'no-run-as', secret: 's', redirectUris: [] });
      const draft = await Draft.begin(desk.journey.designer, {
        connector: 'salesforce',
        method: 'client-credentials',
        fields: { environment: 'my-domain', myDomain: 'acme', consumerKey: 'no-run-as', consumerSecret: 's' },
      });
      expect(await draft.getToken()).toMatchObject({ body: { remedy: 'configure' } });
    });
  });

  it('offers objects, and the fields of the object that is chosen', async () => {
    expect(await desk.choices('createRecord', 'object')).toContainEqual({
      value: 'Visit__c',
      label: 'Visit (Visit__c)',
    });
    expect(await desk.choices('upsertRecord', 'externalIdField', { object: 'Contact' })).toEqual([
      { value: 'External_Id__c', label: 'External Id (External_Id__c)' },
      { value: 'Patient_MRN__c', label: 'Patient MRN (Patient_MRN__c)' },
    ]);
    const settable = (await desk.choices('createRecord', 'record', { object: 'Contact' })) as {
      value: string;
      label: string;
    }[];
    expect(settable.map(({ value }) => value)).not.toContain('CreatedDate');
    expect(settable).toContainEqual({ value: 'LastName', label: 'LastName, required' });
    expect(await desk.choices('createRecord', 'record')).toEqual([]);
  });

  it('fetches all pages of a query up to a number, and says whether more remains', async () => {
    const soql = 'SELECT Name FROM Account ORDER BY Name';
    const first = await desk.output('query', { soql });
    expect([first.items.length, first.hasMore, first.totalSize]).toEqual([10, true, 12]);
    const all = await desk.output('query', { soql, maxPages: 5 });
    expect([all.items.length, all.hasMore]).toEqual([12, false]);
    expect(new Set(all.items.map(({ Name }: Json) => Name)).size).toBe(12);
  });

  it('creates, reads, changes and deletes a record, and deletes it only once', async () => {
    const id = await newContact('Hopper');
    expect(await desk.output('updateRecord', { object: 'Contact', id, record: { Email: 'h@clinic.example' } })).toEqual(
      {
        id,
      },
    );
    const read = await desk.output('getRecord', { object: 'Contact', id, fields: ['Email'] });
    expect([read.Id, read.Email, read.LastName]).toEqual([id, 'h@clinic.example', undefined]);
    expect(await desk.output('deleteRecord', { object: 'Contact', id })).toEqual({ id, deleted: true });
    expect(await desk.output('deleteRecord', { object: 'Contact', id })).toEqual({ id, deleted: false });
    const unknown = await desk.act('deleteRecord', { object: 'Contact', id: '003000000000000AAA' });
    expect(unknown.body).toMatchObject({ remedy: 'fix-request', vendorCode: 'NOT_FOUND' });
  });

  it('upserts by external id, and refuses an id that several records have', async () => {
    const by = (externalId: string) => ({
      ...{ object: 'Contact', externalIdField: 'External_Id__c', externalId },
      record: { LastName: 'U' },
    });
    expect(await desk.output('upsertRecord', by('EXT/1'))).toMatchObject({ created: true });
    expect(await desk.output('upsertRecord', by('EXT/1'))).toMatchObject({ created: false });
    const twins = [1, 2].map(() => ({ LastName: 'Twin', External_Id__c: 'TWIN' }));
    await desk.output('createRecords', { object: 'Contact', records: twins });
    expect((await desk.act('upsertRecord', by('TWIN'))).body).toMatchObject({ remedy: 'fix-request' });
  });

  it('changes more records than Salesforce takes at once, each with an outcome', async () => {
    const many = Array.from({ length: 205 }, (_, index) => ({ LastName: index === 203 ? '' : 'Many' }));
    const made = await desk.output('createRecords', { object: 'Contact', records: many });
    expect([made.succeeded, made.failed, made.results[203].errors[0].statusCode]).toEqual([
      204,
      1,
      'REQUIRED_FIELD_MISSING',
    ]);
    const ids: string[] = made.results.flatMap(({ id = [] }: Json) => id);
    const records = ids.map((id) => ({ id, Email: 'many@clinic.example' }));
    expect(await desk.output('updateRecords', { object: 'Contact', records })).toMatchObject({
      succeeded: 204,
      failed: 0,
    });
    expect((await desk.contacts('Many')).items[0].Email).toBe('many@clinic.example');
    const upserted = await desk.output('upsertRecords', {
      object: 'Contact',
      externalIdField: 'Patient_MRN__c',
      records: [{ Patient_MRN__c: 'MRN-1', LastName: 'Many' }],
    });
    expect(upserted.results[0].created).toBe(true);
    expect(await desk.output('deleteRecords', { ids })).toMatchObject({ succeeded: 204, failed: 0 });
    expect((await desk.contacts('Many')).totalSize).toBe(1);
  });

  it('undoes all when one is refused and all or none is asked for', async () => {
    const records = [{ LastName: 'Undone' }, { LastName: '' }];
    const made = await desk.output('createRecords', { object: 'Contact', records, allOrNone: true });
    expect([made.succeeded, made.failed, (await desk.contacts('Undone')).totalSize]).toEqual([0, 2, 0]);
  });

  it('sends several requests in one, a later one with what an earlier one answered', async () => {
    const { compositeResponse } = await desk.output('composite', {
      requests: [
        { method: 'POST', path: '/sobjects/Account', referenceId: 'acc', body: { Name: 'Composite' } },
        {
          method: 'POST',
          path: '/sobjects/Contact',
          referenceId: 'con',
          body: { LastName: 'C', AccountId: '@{acc.id}' },
        },
      ],
    });
    expect(compositeResponse.map(({ httpStatusCode }: Json) => httpStatusCode)).toEqual([201, 201]);
    const outside = { method: 'GET', path: '/../../../services/oauth2/userinfo', referenceId: 'out' };
    expect((await desk.act('composite', { requests: [outside] })).status).toBe(422);
  });

  it('searches several objects for words, and tells what the org has left', async () => {
    await newContact('Found {in} a search');
    const sosl = 'FIND {found \\{in\\}} IN NAME FIELDS RETURNING Contact(Id, LastName), Account';
    const { searchRecords } = await desk.output('search', { sosl });
    expect(searchRecords).toMatchObject([{ attributes: { type: 'Contact' }, LastName: 'Found {in} a search' }]);
    expect((await desk.act('search', { sosl: 'SELECT Id FROM Contact' })).status).toBe(422);
    const wrong = await desk.act('search', { sosl: 'FIND {x} RETURNING Nothing(Id)' });
    expect(wrong.body).toMatchObject({ remedy: 'fix-request', vendorCode: 'MALFORMED_SEARCH' });
    expect((await desk.output('getLimits', {})).DailyApiRequests.Max).toBeGreaterThan(0);
  });

  it('lists and describes objects', async () => {
    const { sobjects } = await desk.output('listObjects', {});
    expect(sobjects.map(({ name }: Json) => name)).toContain('Account');
    const described = await desk.output('describeObject', { object: 'account' });
    expect([described.name, described.fields.length > 5]).toEqual(['Account', true]);
  });

  it('calls the daily limit a matter of waiting, not of permission', async () => {
    await desk.latchkey.vendors.mood('salesforce', { kind: 'throttles', endpoint: 'query' });
    const throttled = await desk.act('query', { soql: 'SELECT Id FROM Account' });
    await desk.latchkey.vendors.mood('salesforce');
    expect(throttled.body).toMatchObject({ remedy: 'wait', vendorCode: 'REQUEST_LIMIT_EXCEEDED' });
  });

  it('renews once when the session has ended, and goes on', async () => {
    await desk.latchkey.vendors.revoke('salesforce', { client: app.id });
    expect((await desk.output('query', { soql: 'SELECT Id FROM Account' })).totalSize).toBeGreaterThan(0);
  });

  it('says what is wrong with a query in the words of Salesforce', async () => {
    const wrong = await desk.act('query', { soql: 'SELECT Nothing FROM Account' });
    expect(wrong.body).toMatchObject({ remedy: 'fix-request', vendorCode: 'INVALID_FIELD' });
    expect(wrong.body.detail).toContain("No such column 'Nothing'");
  });

  it('has run each of them but those of bulk jobs, and found its output as described', () => {
    expect(desk.schemas.unseen.filter((key) => !/bulk/i.test(key))).toEqual([]);
  });
});
