import { salesforceAccounts } from '../../sandbox/salesforce/accounts.js';
import { parseCsv } from '../../sandbox/salesforce/bulk/csv.js';
import { bearer, bodyOf, Playhouse, record } from './playhouse.js';

const { externalClientApp: app, orgs } = salesforceAccounts;
const HOST = orgs[0].myDomain;
const DATA = `${HOST}/services/data/v66.0`;

describe('Salesforce: many records at once', () => {
  let house: Playhouse;
  let token: unknown;

  const send = (method: string, path: string, body?: unknown) =>
    house.call(method, `${DATA}/${path}`, {
      headers: { ...bearer(token), 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const outcomesOf = async (response: Response): Promise<Record<string, unknown>[]> =>
    ((await response.json()) as unknown[]).map(record);
  const namesOf = async (where: string): Promise<number> =>
    Number(
      (await bodyOf(await send('GET', `query?q=${encodeURIComponent(`SELECT Id FROM Contact WHERE ${where}`)}`)))
        .totalSize,
    );

  beforeAll(async () => {
    house = await Playhouse.open('salesforce');
    const fields = { grant_type: 'client_credentials', client_id: app.id, client_secret: app.secret };
    token = (await bodyOf(await house.form(`${HOST}/services/oauth2/token`, fields))).access_token;
  });
  afterAll(() => house.close());

  const contact = (LastName: string, more: Record<string, unknown> = {}) => ({
    attributes: { type: 'Contact' },
    LastName,
    ...more,
  });

  it('answers a collection record by record, in order', async () => {
    const made = await outcomesOf(
      await send('POST', 'composite/sobjects', { records: [contact('One'), contact(''), contact('Two')] }),
    );
    expect(made.map(({ success }) => success)).toEqual([true, false, true]);
    expect(made[1]?.errors).toEqual([expect.objectContaining({ statusCode: 'REQUIRED_FIELD_MISSING' })]);
    const ids = [made[0]?.id, made[2]?.id].join(',');
    const gone = await outcomesOf(await send('DELETE', `composite/sobjects?ids=${ids}`));
    expect(gone.every(({ success }) => success)).toBe(true);
  });

  it('leaves nothing behind when all or none was asked for and one is refused', async () => {
    const records = [contact('Alone'), contact('')];
    const made = await outcomesOf(await send('POST', 'composite/sobjects', { allOrNone: true, records }));
    expect(made[0]?.errors).toEqual([expect.objectContaining({ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' })]);
    expect(await namesOf("LastName = 'Alone'")).toBe(0);
  });

  it('refuses more than 200 records', async () => {
    const records = Array.from({ length: 201 }, () => contact('Many'));
    expect((await send('POST', 'composite/sobjects', { records })).status).toBe(400);
  });

  it('lets a subrequest name what an earlier one answered, and halts all when one fails', async () => {
    const compositeRequest = [
      { method: 'POST', url: '/services/data/v66.0/sobjects/Account', referenceId: 'acc', body: { Name: 'Outer' } },
      {
        method: 'POST',
        url: '/services/data/v66.0/sobjects/Contact',
        referenceId: 'con',
        body: { LastName: 'Inner', AccountId: '@{acc.id}' },
      },
    ];
    const { compositeResponse } = await bodyOf(await send('POST', 'composite', { compositeRequest }));
    const [account] = (compositeResponse as unknown[]).map(record);
    expect(await namesOf(`AccountId = '${String(record(account?.body).id)}'`)).toBe(1);
    const failing = [...compositeRequest, { ...compositeRequest[1], referenceId: 'bad', body: {} }];
    const halted = await bodyOf(await send('POST', 'composite', { allOrNone: true, compositeRequest: failing }));
    expect((halted.compositeResponse as unknown[]).map(record).map(({ httpStatusCode }) => httpStatusCode)).toEqual([
      400, 400, 400,
    ]);
    expect(await namesOf("LastName = 'Inner'")).toBe(1);
  });

  it('works through an ingest job: queued, half done, done, with both kinds of results', async () => {
    const job = await bodyOf(await send('POST', 'jobs/ingest', { object: 'Contact', operation: 'insert' }));
    expect(job).toMatchObject({
      state: 'Open',
      contentUrl: `services/data/v66.0/jobs/ingest/${String(job.id)}/batches`,
    });
    const path = `jobs/ingest/${String(job.id)}`;
    const csv = 'LastName,Description\n"Bulk ""A"", first","line 1\nline 2"\n,nameless\n';
    expect((await send('PUT', `${path}/batches`, csv)).status).toBe(201);
    expect((await send('PUT', `${path}/batches`, csv)).status).toBe(409);
    expect(await bodyOf(await send('PATCH', path, { state: 'UploadComplete' }))).toMatchObject({
      state: 'UploadComplete',
    });
    expect(await bodyOf(await send('GET', path))).toMatchObject({ state: 'InProgress', numberRecordsProcessed: 1 });
    expect(await bodyOf(await send('GET', path))).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 2,
      numberRecordsFailed: 1,
    });
    const [good] = parseCsv(await (await send('GET', `${path}/successfulResults`)).text(), ',');
    expect(good).toMatchObject({ sf__Created: 'true', LastName: 'Bulk "A", first', Description: 'line 1\nline 2' });
    const [bad] = parseCsv(await (await send('GET', `${path}/failedResults/`)).text(), ',');
    expect(record(bad).sf__Error).toMatch(/^REQUIRED_FIELD_MISSING:/);
    expect((await send('DELETE', path)).status).toBe(204);
    expect((await send('GET', path)).status).toBe(404);
  });

  it('fails a job whose CSV does not fit its header', async () => {
    const job = await bodyOf(await send('POST', 'jobs/ingest', { object: 'Contact', operation: 'insert' }));
    const path = `jobs/ingest/${String(job.id)}`;
    await send('PUT', `${path}/batches`, 'LastName\na,b\n');
    await send('PATCH', path, { state: 'UploadComplete' });
    await send('GET', path);
    expect(await bodyOf(await send('GET', path))).toMatchObject({
      state: 'Failed',
      errorMessage: expect.stringContaining('InvalidBatch'),
    });
  });
});
