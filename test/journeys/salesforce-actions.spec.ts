import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { salesforceAccounts } from '../../sandbox/salesforce/accounts.js';
import type { ApiClient, Json } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { Draft, expectStatus } from '../support/story/drafts.js';
import { beginJourney, type Journey } from '../support/story/journey.js';
import { Latchkey } from '../support/story/latchkey.js';
import { OutputSchemas } from '../support/story/output-schemas.js';
import { ProcessDesk } from '../workflows/support/process-desk.js';

const NAME = 'Clinic Salesforce';
const { externalClientApp: app, users, privateKeyPem } = salesforceAccounts;
const [[, createDatabase] = ['', async (): Promise<never> => Promise.reject(new Error('no engine'))]] = engines;

/** Every action of Salesforce through the door of actions, with a token that Latchkey keeps. */
describe('The actions of Salesforce', () => {
  let latchkey: Latchkey;
  let journey: Journey;
  let runner: ApiClient;
  let schemas: OutputSchemas;

  const act = (call: string, inputs: Json, token = NAME) =>
    runner.post(`/v1/apps/${journey.appId}/actions/salesforce.${call}`, { token, with: inputs });
  const output = async (call: string, inputs: Json): Promise<Json> =>
    schemas.checked(call, expectStatus(await act(call, inputs), 200).body.output);
  const choices = async (call: string, input: string, inputs: Json = {}): Promise<Json> =>
    expectStatus(
      await journey.designer.post(`/v1/apps/${journey.appId}/actions/salesforce.${call}/choices/${input}`, {
        token: NAME,
        with: inputs,
      }),
      200,
    ).body.choices;
  const contacts = (lastName: string): Promise<Json> =>
    output('query', { soql: `SELECT Id, LastName, Email FROM Contact WHERE LastName = '${lastName}'` });
  const newContact = async (LastName: string): Promise<string> =>
    (await output('createRecord', { object: 'Contact', record: { LastName } })).id;

  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    journey = await beginJourney(latchkey, 'global', NAME);
    runner = journey.runner;
    schemas = await OutputSchemas.of(journey.designer, 'salesforce');
    const fields = { environment: 'my-domain', myDomain: 'acme', consumerKey: app.id, consumerSecret: app.secret };
    const draft = await Draft.begin(journey.designer, {
      connector: 'salesforce',
      method: 'client-credentials',
      name: NAME,
      fields,
    });
    expectStatus(await draft.getToken(), 200);
    expect(expectStatus(await draft.test(), 200).body.account).toBe(users[0].username);
    await draft.finish();
  });
  afterAll(() => latchkey.close());

  describe('with a token of another method', () => {
    it('works as the user whom a certificate speaks for, and names the audience of the login service', async () => {
      const draft = await Draft.begin(journey.designer, {
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
      const draft = await Draft.begin(journey.designer, {
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
      await latchkey.vendors.register('salesforce', { id: 'no-run-as', secret: 's', redirectUris: [] });
      const draft = await Draft.begin(journey.designer, {
        connector: 'salesforce',
        method: 'client-credentials',
        fields: { environment: 'my-domain', myDomain: 'acme', consumerKey: 'no-run-as', consumerSecret: 's' },
      });
      expect(await draft.getToken()).toMatchObject({ body: { remedy: 'configure' } });
    });
  });

  it('offers objects, and the fields of the object that is chosen', async () => {
    expect(await choices('createRecord', 'object')).toContainEqual({ value: 'Visit__c', label: 'Visit (Visit__c)' });
    expect(await choices('upsertRecord', 'externalIdField', { object: 'Contact' })).toEqual([
      { value: 'External_Id__c', label: 'External Id (External_Id__c)' },
      { value: 'Patient_MRN__c', label: 'Patient MRN (Patient_MRN__c)' },
    ]);
    const settable = (await choices('createRecord', 'record', { object: 'Contact' })) as {
      value: string;
      label: string;
    }[];
    expect(settable.map(({ value }) => value)).not.toContain('CreatedDate');
    expect(settable).toContainEqual({ value: 'LastName', label: 'LastName, required' });
    expect(await choices('createRecord', 'record')).toEqual([]);
  });

  it('fetches all pages of a query up to a number, and says whether more remains', async () => {
    const soql = 'SELECT Name FROM Account ORDER BY Name';
    const first = await output('query', { soql });
    expect([first.items.length, first.hasMore, first.totalSize]).toEqual([10, true, 12]);
    const all = await output('query', { soql, maxPages: 5 });
    expect([all.items.length, all.hasMore]).toEqual([12, false]);
    expect(new Set(all.items.map(({ Name }: Json) => Name)).size).toBe(12);
  });

  it('creates, reads, changes and deletes a record, and deletes it only once', async () => {
    const id = await newContact('Hopper');
    expect(await output('updateRecord', { object: 'Contact', id, record: { Email: 'h@clinic.example' } })).toEqual({
      id,
    });
    const read = await output('getRecord', { object: 'Contact', id, fields: ['Email'] });
    expect([read.Id, read.Email, read.LastName]).toEqual([id, 'h@clinic.example', undefined]);
    expect(await output('deleteRecord', { object: 'Contact', id })).toEqual({ id, deleted: true });
    expect(await output('deleteRecord', { object: 'Contact', id })).toEqual({ id, deleted: false });
    const unknown = await act('deleteRecord', { object: 'Contact', id: '003000000000000AAA' });
    expect(unknown.body).toMatchObject({ remedy: 'fix-request', vendorCode: 'NOT_FOUND' });
  });

  it('upserts by external id, and refuses an id that several records have', async () => {
    const by = (externalId: string) => ({
      ...{ object: 'Contact', externalIdField: 'External_Id__c', externalId },
      record: { LastName: 'U' },
    });
    expect(await output('upsertRecord', by('EXT/1'))).toMatchObject({ created: true });
    expect(await output('upsertRecord', by('EXT/1'))).toMatchObject({ created: false });
    const twins = [1, 2].map(() => ({ LastName: 'Twin', External_Id__c: 'TWIN' }));
    await output('createRecords', { object: 'Contact', records: twins });
    expect((await act('upsertRecord', by('TWIN'))).body).toMatchObject({ remedy: 'fix-request' });
  });

  it('changes more records than Salesforce takes at once, each with an outcome', async () => {
    const many = Array.from({ length: 205 }, (_, index) => ({ LastName: index === 203 ? '' : 'Many' }));
    const made = await output('createRecords', { object: 'Contact', records: many });
    expect([made.succeeded, made.failed, made.results[203].errors[0].statusCode]).toEqual([
      204,
      1,
      'REQUIRED_FIELD_MISSING',
    ]);
    const ids: string[] = made.results.flatMap(({ id = [] }: Json) => id);
    const records = ids.map((id) => ({ id, Email: 'many@clinic.example' }));
    expect(await output('updateRecords', { object: 'Contact', records })).toMatchObject({ succeeded: 204, failed: 0 });
    expect((await contacts('Many')).items[0].Email).toBe('many@clinic.example');
    const upserted = await output('upsertRecords', {
      object: 'Contact',
      externalIdField: 'Patient_MRN__c',
      records: [{ Patient_MRN__c: 'MRN-1', LastName: 'Many' }],
    });
    expect(upserted.results[0].created).toBe(true);
    expect(await output('deleteRecords', { ids })).toMatchObject({ succeeded: 204, failed: 0 });
    expect((await contacts('Many')).totalSize).toBe(1);
  });

  it('undoes all when one is refused and all or none is asked for', async () => {
    const records = [{ LastName: 'Undone' }, { LastName: '' }];
    const made = await output('createRecords', { object: 'Contact', records, allOrNone: true });
    expect([made.succeeded, made.failed, (await contacts('Undone')).totalSize]).toEqual([0, 2, 0]);
  });

  it('sends several requests in one, a later one with what an earlier one answered', async () => {
    const { compositeResponse } = await output('composite', {
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
    expect((await act('composite', { requests: [outside] })).status).toBe(422);
  });

  it('searches several objects for words, and tells what the org has left', async () => {
    await newContact('Found {in} a search');
    const sosl = 'FIND {found \\{in\\}} IN NAME FIELDS RETURNING Contact(Id, LastName), Account';
    const { searchRecords } = await output('search', { sosl });
    expect(searchRecords).toMatchObject([{ attributes: { type: 'Contact' }, LastName: 'Found {in} a search' }]);
    expect((await act('search', { sosl: 'SELECT Id FROM Contact' })).status).toBe(422);
    const wrong = await act('search', { sosl: 'FIND {x} RETURNING Nothing(Id)' });
    expect(wrong.body).toMatchObject({ remedy: 'fix-request', vendorCode: 'MALFORMED_SEARCH' });
    expect((await output('getLimits', {})).DailyApiRequests.Max).toBeGreaterThan(0);
  });

  it('lists and describes objects', async () => {
    const { sobjects } = await output('listObjects', {});
    expect(sobjects.map(({ name }: Json) => name)).toContain('Account');
    const described = await output('describeObject', { object: 'account' });
    expect([described.name, described.fields.length > 5]).toEqual(['Account', true]);
  });

  it('waits for a bulk job of records, and tells the rows that were refused', async () => {
    const records = [
      { LastName: 'Bulk "One", first' },
      { LastName: null, Description: 'a\nb' },
      { LastName: 'Bulk Two' },
    ];
    const done = await output('bulkIngest', { object: 'Contact', operation: 'insert', records });
    expect(done).toMatchObject({ state: 'JobComplete', processed: 3, failed: 1 });
    expect(done.failures).toEqual([expect.objectContaining({ Description: 'a\nb', sf__Error: expect.any(String) })]);
    const file = await runner.post(`/v1/apps/${journey.appId}/actions/salesforce.bulkResults`, {
      token: NAME,
      with: { jobId: done.jobId, results: 'successfulResults' },
    });
    expect([file.headers.get('content-type'), file.body.text.split('\n').length]).toEqual(['text/csv', 4]);
  });

  it('sends a CSV file as it is, does not wait when told so, and waits later', async () => {
    const file = { text: 'External_Id__c;LastName\r\nBULK-1;One\r\nBULK-2;Two\r\n' };
    const begun = await output('bulkIngestFile', {
      ...{ object: 'Contact', operation: 'upsert', externalIdField: 'External_Id__c' },
      ...{ file, columnDelimiter: 'SEMICOLON', lineEnding: 'CRLF', wait: false },
    });
    expect(begun).toMatchObject({ state: 'UploadComplete', processed: 0 });
    expect(await output('awaitBulkJob', { jobId: begun.jobId })).toMatchObject({ state: 'JobComplete', processed: 2 });
    expect((await contacts('One')).totalSize).toBe(1);
  });

  it('tells why a bulk job failed, and leaves no open job when the upload fails', async () => {
    const file = { text: 'LastName\na,b\n' };
    const failed = await act('bulkIngestFile', { object: 'Contact', operation: 'insert', file });
    expect(failed.body).toMatchObject({ code: 'action-failed', remedy: 'fix-request', vendorCode: 'Failed' });
    await latchkey.vendors.clearJournal('salesforce');
    await latchkey.vendors.mood('salesforce', { kind: 'server-errors', endpoint: 'upload', times: 1 });
    const broken = await act('bulkIngestFile', { object: 'Contact', operation: 'insert', file });
    expect(broken.status).toBeGreaterThanOrEqual(500);
    const calls = await latchkey.vendors.journal('salesforce');
    expect(calls.map(({ method }) => method)).toEqual(['POST', 'PUT', 'PATCH']);
    await latchkey.vendors.mood('salesforce');
  });

  it('tells in a process how far a bulk job has come', async () => {
    const desk = await ProcessDesk.of(journey.tenant, 'Loads');
    const processId = await desk.publish(
      'Load contacts',
      `  - load:
      call: salesforce.bulkIngest
      with:
        token: ${NAME}
        object: Contact
        operation: insert
        records: "\${ .contacts }"
`,
    );
    await latchkey.vendors.mood('salesforce', { kind: 'slow', endpoint: 'ingest', ms: 700 });
    const runId = await desk.start(processId, { contacts: [{ LastName: 'First' }, { LastName: 'Second' }] });
    const progress = await eventually(async () => {
      const [step] = await desk.steps(runId);
      return step?.progress?.state === 'InProgress' ? step.progress : undefined;
    });
    expect(progress).toEqual({ done: 1, total: 2, state: 'InProgress' });
    expect((await desk.until(runId, 'completed', 'faulted')).output).toMatchObject({ processed: 2, failed: 0 });
    expect((await desk.steps(runId))[0]).not.toHaveProperty('progress');
    await latchkey.vendors.mood('salesforce');
  });

  it('calls the daily limit a matter of waiting, not of permission', async () => {
    await latchkey.vendors.mood('salesforce', { kind: 'throttles', endpoint: 'query' });
    const throttled = await act('query', { soql: 'SELECT Id FROM Account' });
    await latchkey.vendors.mood('salesforce');
    expect(throttled.body).toMatchObject({ remedy: 'wait', vendorCode: 'REQUEST_LIMIT_EXCEEDED' });
  });

  it('renews once when the session has ended, and goes on', async () => {
    await latchkey.vendors.revoke('salesforce', { client: app.id });
    expect((await output('query', { soql: 'SELECT Id FROM Account' })).totalSize).toBeGreaterThan(0);
  });

  it('says what is wrong with a query in the words of Salesforce', async () => {
    const wrong = await act('query', { soql: 'SELECT Nothing FROM Account' });
    expect(wrong.body).toMatchObject({ remedy: 'fix-request', vendorCode: 'INVALID_FIELD' });
    expect(wrong.body.detail).toContain("No such column 'Nothing'");
  });

  it('has run each of them, and found its output as described', () => {
    // Its answer is a file.
    expect(schemas.unseen).toEqual(['bulkResults']);
  });
});
