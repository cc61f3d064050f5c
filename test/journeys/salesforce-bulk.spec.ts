import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { SALESFORCE_NAME, SalesforceDesk } from '../support/story/salesforce-desk.js';
import { ProcessDesk } from '../workflows/support/process-desk.js';

/** Bulk API 2.0 through the door of actions. */
describe('The bulk jobs of Salesforce', () => {
  let desk: SalesforceDesk;
  beforeAll(async () => {
    desk = await SalesforceDesk.open();
  });
  afterAll(() => desk.close());

  it('waits for a bulk job of records, and tells the rows that were refused', async () => {
    const records = [
      { LastName: 'Bulk "One", first' },
      { LastName: null, Description: 'a\nb' },
      { LastName: 'Bulk Two' },
    ];
    const done = await desk.output('bulkIngest', { object: 'Contact', operation: 'insert', records });
    expect(done).toMatchObject({ state: 'JobComplete', processed: 3, failed: 1 });
    expect(done.failures).toEqual([expect.objectContaining({ Description: 'a\nb', sf__Error: expect.any(String) })]);
    const file = await desk.runner.post(`/v1/apps/${desk.journey.appId}/actions/salesforce.bulkResults`, {
      token: SALESFORCE_NAME,
      with: { jobId: done.jobId, results: 'successfulResults' },
    });
    expect([file.headers.get('content-type'), file.body.text.split('\n').length]).toEqual(['text/csv', 4]);
  });

  it('sends a CSV file as it is, does not wait when told so, and waits later', async () => {
    const file = { text: 'External_Id__c;LastName\r\nBULK-1;One\r\nBULK-2;Two\r\n' };
    const begun = await desk.output('bulkIngestFile', {
      ...{ object: 'Contact', operation: 'upsert', externalIdField: 'External_Id__c' },
      ...{ file, columnDelimiter: 'SEMICOLON', lineEnding: 'CRLF', wait: false },
    });
    expect(begun).toMatchObject({ state: 'UploadComplete', processed: 0 });
    expect(await desk.output('awaitBulkJob', { jobId: begun.jobId })).toMatchObject({
      state: 'JobComplete',
      processed: 2,
    });
    expect((await desk.contacts('One')).totalSize).toBe(1);
  });

  it('tells why a bulk job failed, and leaves no open job when the upload fails', async () => {
    const file = { text: 'LastName\na,b\n' };
    const failed = await desk.act('bulkIngestFile', { object: 'Contact', operation: 'insert', file });
    expect(failed.body).toMatchObject({ code: 'action-failed', remedy: 'fix-request', vendorCode: 'Failed' });
    await desk.latchkey.vendors.clearJournal('salesforce');
    await desk.latchkey.vendors.mood('salesforce', { kind: 'server-errors', endpoint: 'upload', times: 1 });
    const broken = await desk.act('bulkIngestFile', { object: 'Contact', operation: 'insert', file });
    expect(broken.status).toBeGreaterThanOrEqual(500);
    const calls = await desk.latchkey.vendors.journal('salesforce');
    expect(calls.map(({ method }) => method)).toEqual(['POST', 'PUT', 'PATCH']);
    await desk.latchkey.vendors.mood('salesforce');
  });

  it('tells in a process how far a bulk job has come', async () => {
    const processes = await ProcessDesk.of(desk.journey.tenant, 'Loads');
    const processId = await processes.publish(
      'Load contacts',
      `  - load:
      call: salesforce.bulkIngest
      with:
        token: ${SALESFORCE_NAME}
        object: Contact
        operation: insert
        records: "\${ .contacts }"
`,
    );
    await desk.latchkey.vendors.mood('salesforce', { kind: 'slow', endpoint: 'ingest', ms: 25_000 });
    const runId = await processes.start(processId, { contacts: [{ LastName: 'First' }, { LastName: 'Second' }] });
    // Each call is held until what the one before it said has been looked at.
    const progress = await eventually(async () => {
      const isHeld = (await desk.latchkey.vendors.waiting('salesforce')).length > 0;
      const [step] = await processes.steps(runId);
      if (step?.progress?.state === 'InProgress') return step.progress;
      if (isHeld) await desk.latchkey.vendors.letGo('salesforce');
      return undefined;
    });
    expect(progress).toEqual({ done: 1, total: 2, state: 'InProgress' });
    await desk.latchkey.vendors.mood('salesforce');
    await desk.latchkey.vendors.letGo('salesforce');
    expect((await processes.until(runId, 'completed', 'faulted')).output).toMatchObject({ processed: 2, failed: 0 });
    expect((await processes.steps(runId))[0]).not.toHaveProperty('progress');
  });

  it('query many records, and give them page by page', async () => {
    const soql = 'SELECT Id, Name FROM Account ORDER BY Name';
    const { jobId, state, processed } = await desk.output('bulkQuery', { soql });
    expect([state, processed]).toEqual(['JobComplete', 12]);
    const first = await desk.output('readBulkQuery', { jobId });
    expect([first.items.length, first.hasMore]).toEqual([10, true]);
    const rest = await desk.output('readBulkQuery', { jobId, locator: first.locator });
    expect([rest.items.length, rest.hasMore, rest.locator]).toEqual([2, false, undefined]);
    const { items } = await desk.output('query', { soql, maxPages: 5 });
    const named = items.map(({ Id, Name }: { Id: string; Name: string }) => ({ Id, Name }));
    expect([...first.items, ...rest.items]).toEqual(named);
    const all = await desk.output('readBulkQuery', { jobId, pageSize: 5, maxPages: 10 });
    expect([all.items, all.hasMore]).toEqual([named, false]);
  });

  it('query behind the scenes when told so, and tell what is wrong with a query', async () => {
    const soql = "SELECT Id FROM Account WHERE Name = 'Nobody'";
    const begun = await desk.output('bulkQuery', { soql, withDeleted: true, wait: false });
    expect(begun).toMatchObject({ state: 'UploadComplete', processed: 0 });
    const early = await desk.act('readBulkQuery', { jobId: begun.jobId });
    expect(early.body).toMatchObject({ remedy: 'fix-request', vendorCode: 'INVALIDJOBSTATE' });
    expect(await desk.output('awaitBulkQuery', { jobId: begun.jobId })).toMatchObject({ state: 'JobComplete' });
    expect(await desk.output('readBulkQuery', { jobId: begun.jobId })).toEqual({ items: [], hasMore: false });
    const wrong = await desk.act('bulkQuery', { soql: 'SELECT Nothing FROM Account' });
    expect(wrong.body).toMatchObject({ remedy: 'fix-request', vendorCode: 'INVALID_FIELD' });
  });

  it('have all run, and answered as described', () => {
    // The answer of bulkResults is a file.
    expect(desk.schemas.unseen.filter((key) => /bulk/i.test(key))).toEqual(['bulkResults']);
  });
});
