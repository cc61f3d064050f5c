import { columnOf } from '../../records/selection.js';
import { type Answer, emptyAnswer, jsonAnswer, Refusal, textAnswer } from '../../stage/answer.js';
import { asRecord, type Call, textOf } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { requireCaller } from '../access.js';
import { ANY_HOST, type SalesforceDesk } from '../desk.js';
import { newRecordId } from '../ids.js';
import { salesforceInstant } from '../objects.js';
import { select } from '../query.js';
import { apiError } from '../wording.js';
import { writeCsv } from './csv.js';
import { describeQueryJob, type QueryJob } from './jobs.js';

const BASE = '/services/data/:version/jobs/query';
/** Far fewer than Salesforce's, so that a demo org has several parts. */
const ROWS_AT_MOST = 10;

/** Bulk API 2.0 query: create, poll, results part by part, remove. */
export function queryJobRoutes(desk: SalesforceDesk): readonly Route[] {
  const route = (method: Route['method'], path: string, answer: (call: Call, job: QueryJob) => Answer): Route => ({
    name: 'queryJob',
    method,
    host: ANY_HOST,
    path: `${BASE}/:job${path}`,
    answer: (call) => answer(call, requireJob(call, desk)),
  });
  return [
    { name: 'queryJob', method: 'POST', host: ANY_HOST, path: BASE, answer: (call) => createJob(call, desk) },
    route('GET', '', (call, job) => {
      advance(job, desk);
      return jsonAnswer(200, describeQueryJob(job, versionOf(call)));
    }),
    route('GET', '/results', results),
    route('PATCH', '', (call, job) => abort(call, job, desk)),
    route('DELETE', '', (_call, job) => {
      desk.state.change(({ queryJobs }) => queryJobs.delete(job.id));
      return emptyAnswer(204);
    }),
  ];
}

function createJob(call: Call, desk: SalesforceDesk): Answer {
  const { org } = requireCaller(call, desk);
  const body = asRecord(call.json());
  const [operation, query] = [textOf(body, 'operation') ?? '', textOf(body, 'query') ?? ''];
  if (!['query', 'queryAll'].includes(operation)) return apiError(400, 'INVALIDJOB', `Unknown operation: ${operation}`);
  const { selection, type } = select(query, org.id, desk);
  const job: QueryJob = {
    id: newRecordId('750'),
    orgId: org.id,
    operation,
    object: type,
    query,
    createdDate: salesforceInstant(desk.clock.now()),
    state: 'UploadComplete',
    columns: selection.columns,
  };
  desk.state.change(({ queryJobs }) => queryJobs.set(job.id, job));
  return jsonAnswer(200, describeQueryJob(job, versionOf(call)));
}

/** Each look finds the job one step on: queued, at work, done. */
function advance(job: QueryJob, desk: SalesforceDesk): void {
  if (job.state !== 'UploadComplete' && job.state !== 'InProgress') return;
  const isFirstLook = job.state === 'UploadComplete';
  desk.state.change(() => {
    job.state = isFirstLook ? 'InProgress' : 'JobComplete';
    if (!isFirstLook)
      job.rows = select(job.query, job.orgId, desk).found.map((row) =>
        job.columns.map((column) => String(columnOf(row, column) ?? '')),
      );
  });
}

/** The column names stand above every part; the locator of the next part is the word "null" after the last one. */
function results(call: Call, { state, columns, rows = [] }: QueryJob): Answer {
  if (state !== 'JobComplete') return apiError(400, 'INVALIDJOBSTATE', `Invalid job state: ${state}`);
  const asked = Number(call.query.get('maxRecords') ?? ROWS_AT_MOST);
  const from = Number(Buffer.from(call.query.get('locator') ?? '', 'base64url').toString('utf8') || 0);
  if (!Number.isInteger(from) || !Number.isInteger(asked) || asked < 1)
    return apiError(400, 'INVALID_LOCATOR', 'Invalid locator or maxRecords');
  const to = from + Math.min(asked, ROWS_AT_MOST);
  const part = rows.slice(from, to);
  return textAnswer(200, writeCsv(columns, part), {
    'content-type': 'text/csv',
    'sforce-numberofrecords': String(part.length),
    'sforce-locator': to < rows.length ? Buffer.from(String(to)).toString('base64url') : 'null',
  });
}

function abort(call: Call, job: QueryJob, desk: SalesforceDesk): Answer {
  if (textOf(asRecord(call.json()), 'state') !== 'Aborted') return apiError(400, 'INVALIDJOBSTATE', 'Unknown state');
  desk.state.change(() => {
    job.state = 'Aborted';
  });
  return jsonAnswer(200, describeQueryJob(job, versionOf(call)));
}

function requireJob(call: Call, desk: SalesforceDesk): QueryJob {
  const { org } = requireCaller(call, desk);
  const job = desk.state.data.queryJobs.get(call.params.job ?? '');
  if (job?.orgId !== org.id) throw new Refusal(apiError(404, 'NOT_FOUND', 'The requested resource does not exist'));
  return job;
}

function versionOf(call: Call): string {
  return call.params.version ?? '';
}
