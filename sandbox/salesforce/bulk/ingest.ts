import { type Answer, emptyAnswer, jsonAnswer, Refusal, textAnswer } from '../../stage/answer.js';
import { asRecord, type Call, textOf } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { requireCaller } from '../access.js';
import { type InnerCalls, type InnerRequest, outcomeOf, type RecordOutcome } from '../composite/inner-calls.js';
import { ANY_HOST, type SalesforceDesk } from '../desk.js';
import { newRecordId } from '../ids.js';
import { salesforceInstant, typeNamed } from '../objects.js';
import { apiError } from '../wording.js';
import { parseCsv, writeCsv } from './csv.js';
import { DELIMITERS, describeJob, type IngestJob, OPERATIONS } from './jobs.js';

const BASE = '/services/data/:version/jobs/ingest';

/** Bulk API 2.0 ingest: create, upload once, close, poll, results, remove. */
export function ingestRoutes(desk: SalesforceDesk, inner: InnerCalls): readonly Route[] {
  const route = (
    method: Route['method'],
    path: string,
    answer: (call: Call, job: IngestJob) => Answer | Promise<Answer>,
  ): Route => ({
    name: 'ingest',
    method,
    host: ANY_HOST,
    path: `${BASE}/:job${path}`,
    answer: (call) => answer(call, requireJob(call, desk)),
  });
  const results = (path: string, write: (job: IngestJob) => string): readonly Route[] =>
    ['', '/'].map((ending) => route('GET', `${path}${ending}`, (_call, job) => csvAnswer(write(job))));
  return [
    { name: 'ingest', method: 'POST', host: ANY_HOST, path: BASE, answer: (call) => createJob(call, desk) },
    route('GET', '', async (call, job) => {
      await advance(call, job, { desk, inner });
      return jsonAnswer(200, describeJob(job, versionOf(call)));
    }),
    { ...route('PUT', '/batches', (call, job) => upload(call, job, desk)), name: 'upload' },
    route('PATCH', '', (call, job) => close(call, job, desk)),
    route('DELETE', '', (_call, job) => {
      desk.state.change(({ jobs }) => jobs.delete(job.id));
      return emptyAnswer(204);
    }),
    ...results('/successfulResults', (job) =>
      resultCsv(job, ['sf__Id', 'sf__Created'], ({ success, id = '', created }) =>
        success ? [id, String(created ?? job.operation === 'insert')] : undefined,
      ),
    ),
    ...results('/failedResults', (job) =>
      resultCsv(job, ['sf__Id', 'sf__Error'], ({ success, id = '', errors }) =>
        success ? undefined : [id, errors.map((fault) => `${fault.statusCode}:${fault.message}:--`).join(';')],
      ),
    ),
    ...results('/unprocessedrecords', (job) => {
      const left = (job.rows ?? []).slice(job.outcomes.length);
      return writeCsv(Object.keys(job.rows?.[0] ?? {}), left.map(Object.values));
    }),
  ];
}

function createJob(call: Call, desk: SalesforceDesk): Answer {
  const { org } = requireCaller(call, desk);
  const body = asRecord(call.json());
  const object = typeNamed(textOf(body, 'object') ?? '');
  const operation = textOf(body, 'operation') ?? '';
  const external = textOf(body, 'externalIdFieldName');
  if (object === undefined) return apiError(400, 'INVALIDENTITY', 'Unable to find object');
  if (!OPERATIONS.includes(operation)) return apiError(400, 'INVALIDJOB', `Unknown operation: ${operation}`);
  if (operation === 'upsert' && external === undefined)
    return apiError(400, 'INVALIDJOB', 'External ID was blank for upsert');
  const job: IngestJob = {
    id: newRecordId('750'),
    orgId: org.id,
    object,
    operation,
    ...(external === undefined ? {} : { externalIdFieldName: external }),
    columnDelimiter: textOf(body, 'columnDelimiter') ?? 'COMMA',
    lineEnding: textOf(body, 'lineEnding') ?? 'LF',
    createdDate: salesforceInstant(desk.clock.now()),
    state: 'Open',
    outcomes: [],
  };
  desk.state.change(({ jobs }) => jobs.set(job.id, job));
  return jsonAnswer(200, describeJob(job, versionOf(call)));
}

/** One upload per job. */
function upload(call: Call, job: IngestJob, desk: SalesforceDesk): Answer {
  if (call.contentType !== 'text/csv') return apiError(400, 'INVALIDCONTENTTYPE', 'Content-Type must be text/csv');
  if (job.state !== 'Open' || job.rows !== undefined)
    return apiError(409, 'INVALIDJOBSTATE', 'The job takes no more data');
  const rows = parseCsv(call.body.toString('utf8'), DELIMITERS[job.columnDelimiter] ?? ',');
  desk.state.change(() => {
    if (typeof rows === 'string') job.errorMessage = `InvalidBatch : ${rows}`;
    job.rows = typeof rows === 'string' ? [] : rows;
  });
  return emptyAnswer(201);
}

function close(call: Call, job: IngestJob, desk: SalesforceDesk): Answer {
  const state = textOf(asRecord(call.json()), 'state');
  if (state !== 'UploadComplete' && state !== 'Aborted') return apiError(400, 'INVALIDJOBSTATE', 'Unknown state');
  if (job.state !== 'Open' && state === 'UploadComplete')
    return apiError(409, 'INVALIDJOBSTATE', `Closing already ${job.state} Job not allowed`);
  desk.state.change(() => {
    job.state = state;
  });
  return jsonAnswer(200, describeJob(job, versionOf(call)));
}

/** Each look finds the job one step on: queued, half done, done. */
async function advance(
  call: Call,
  job: IngestJob,
  { desk, inner }: { desk: SalesforceDesk; inner: InnerCalls },
): Promise<void> {
  if (job.state !== 'UploadComplete' && job.state !== 'InProgress') return;
  const rows = job.rows ?? [];
  const isFirstLook = job.state === 'UploadComplete';
  const until = isFirstLook ? Math.ceil(rows.length / 2) : rows.length;
  const fresh: RecordOutcome[] = [];
  for (const row of rows.slice(job.outcomes.length, until)) {
    const { Id: id, ...fields } = row;
    fresh.push(outcomeOf(await inner.ask(call, requestFor(call, job, { id, fields })), id));
  }
  desk.state.change(() => {
    job.outcomes.push(...fresh);
    job.state = isFirstLook ? 'InProgress' : job.errorMessage === undefined ? 'JobComplete' : 'Failed';
  });
}

function requestFor(
  call: Call,
  { object, operation, externalIdFieldName = '' }: IngestJob,
  { id = '', fields }: { id: string | undefined; fields: Record<string, string> },
): InnerRequest {
  const base = `/services/data/${versionOf(call)}/sobjects/${object}`;
  const body = Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => name !== externalIdFieldName && value !== '')
      // The bulk word for "make it empty".
      .map(([name, value]) => [name, value === '#N/A' ? null : value]),
  );
  switch (operation) {
    case 'insert':
      return { method: 'POST', path: base, body };
    case 'update':
      return { method: 'PATCH', path: `${base}/${id}`, body };
    case 'upsert': {
      const external = encodeURIComponent(fields[externalIdFieldName] ?? '');
      return { method: 'PATCH', path: `${base}/${externalIdFieldName}/${external}`, body };
    }
    default:
      return { method: 'DELETE', path: `${base}/${id}` };
  }
}

function resultCsv(
  { rows = [], outcomes }: IngestJob,
  columns: readonly string[],
  cellsOf: (outcome: RecordOutcome) => readonly string[] | undefined,
): string {
  const lines = outcomes.flatMap((outcome, index) => {
    const cells = cellsOf(outcome);
    return cells === undefined ? [] : [[...cells, ...Object.values(rows[index] ?? {})]];
  });
  return writeCsv([...columns, ...Object.keys(rows[0] ?? {})], lines);
}

function requireJob(call: Call, desk: SalesforceDesk): IngestJob {
  const { org } = requireCaller(call, desk);
  const job = desk.state.data.jobs.get(call.params.job ?? '');
  if (job?.orgId !== org.id) throw new Refusal(apiError(404, 'NOT_FOUND', 'The requested resource does not exist'));
  return job;
}

function versionOf(call: Call): string {
  return call.params.version ?? '';
}

function csvAnswer(text: string): Answer {
  return textAnswer(200, text, { 'content-type': 'text/csv' });
}
