import type {
  ActionInput,
  ActionInputs,
  ActionVendor,
  ConversationAction,
  FileAction,
} from '../../../contract/action.js';
import type { ActionFile } from '../../../contract/action-file.js';
import { fileIn, fileInput } from '../../../contract/file-input.js';
import { type BulkJob, ended, jobId, jobOf, told, waitInput } from './bulk-jobs.js';
import { type Cell, readCsv, writeCsv } from './csv.js';
import { DATA, externalIdField, object } from './inputs.js';

const JOBS = `${DATA}/jobs/ingest`;
/** How long an upload may take: Salesforce takes 100 MB of CSV. */
const UPLOAD_MS = 15 * 60_000;
/** What else was refused is for Get results of a bulk job, which streams. */
const MOST_FAILURES_TOLD = 200;

const operation: ActionInput = {
  label: 'Operation',
  schema: { type: 'string', enum: ['insert', 'update', 'upsert', 'delete', 'hardDelete'] },
  required: true,
};

const wait = waitInput('Wait for a bulk job');

const JOB = {
  type: 'object',
  properties: {
    jobId: { type: 'string' },
    state: { type: 'string' },
    processed: { type: 'integer', description: 'Failed ones included.' },
    failed: { type: 'integer' },
    failures: {
      type: 'array',
      description: `The refused rows, each with sf__Error; of more than ${MOST_FAILURES_TOLD} only Get results of a bulk job tells.`,
      items: { type: 'object' },
    },
  },
  required: ['jobId', 'state', 'processed', 'failed'],
};

const job = { object, operation, externalIdField: { ...externalIdField, required: false, help: 'For upsert.' } };

export const bulkIngest: ConversationAction = {
  key: 'bulkIngest',
  title: 'Bulk job with records',
  help: 'Bulk API 2.0. Rows that Salesforce refuses do not fail the job.',
  inputs: {
    ...job,
    records: {
      label: 'Records',
      help: 'Values by the API names of fields; Id for update and delete. Null empties a field.',
      schema: {
        type: 'array',
        items: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } },
        minItems: 1,
        maxItems: 100_000,
      },
      required: true,
    },
    wait,
  },
  output: JOB,
  repeatable: false,
  perform: (inputs, vendor) => {
    const records = inputs.records as Readonly<Record<string, Cell>>[];
    return ingest({ inputs, body: writeCsv(records), total: records.length }, vendor);
  },
};

export const bulkIngestFile: ConversationAction = {
  key: 'bulkIngestFile',
  title: 'Bulk job with a CSV file',
  help: 'Bulk API 2.0. Rows that Salesforce refuses do not fail the job.',
  inputs: {
    ...job,
    file: fileInput('CSV file', 'UTF-8, the API names of fields in the first line, at most 100 MB.'),
    columnDelimiter: choice('Between columns', ['COMMA', 'SEMICOLON', 'TAB', 'PIPE', 'CARET', 'BACKQUOTE']),
    lineEnding: choice('At the end of lines', ['LF', 'CRLF']),
    wait,
  },
  output: JOB,
  repeatable: false,
  perform: (inputs, vendor) => ingest({ inputs, body: fileIn(inputs, 'file') }, vendor),
};

export const awaitBulkJob: ConversationAction = {
  key: 'awaitBulkJob',
  title: 'Wait for a bulk job',
  inputs: { jobId },
  output: JOB,
  repeatable: true,
  perform: (inputs, vendor) => outcome({ id: String(inputs.jobId) }, vendor),
};

export const bulkResults: FileAction = {
  key: 'bulkResults',
  title: 'Get results of a bulk job',
  inputs: {
    jobId,
    results: choice('Results', ['successfulResults', 'failedResults', 'unprocessedrecords']),
  },
  output: { type: 'object' },
  repeatable: true,
  answer: 'file',
  build: (inputs) => ({ method: 'GET', url: `${JOBS}/${inputs.jobId}/${inputs.results}/` }),
  describe: () => ({ name: 'results.csv', contentType: 'text/csv' }),
};

interface Load {
  readonly inputs: ActionInputs;
  readonly body: string | ActionFile;
  /** Rows, when somebody counted them. */
  readonly total?: number;
}

/** Create, upload once, close; what cannot be uploaded is aborted, so that no open job stays behind. */
async function ingest({ inputs, body, total }: Load, vendor: ActionVendor): Promise<unknown> {
  // An open job does nothing, and Salesforce removes one that nobody closes.
  const created = await jobOf(vendor, { method: 'POST', url: JOBS, body: jobFacts(inputs), repeatable: true });
  const url = `${JOBS}/${created.id}`;
  vendor.progress({ done: 0, state: created.state, ...(total === undefined ? {} : { total }) });
  try {
    const headers = { 'content-type': 'text/csv' };
    await vendor.send({ method: 'PUT', url: `${url}/batches`, headers, body, deadlineMs: UPLOAD_MS });
  } catch (error) {
    await abort(url, vendor);
    throw error;
  }
  const closed = await jobOf(vendor, { method: 'PATCH', url, body: { state: 'UploadComplete' }, repeatable: false });
  return inputs.wait === false
    ? summaryOf(closed)
    : outcome({ id: created.id, ...(total === undefined ? {} : { total }) }, vendor);
}

/** As well as it goes: why the upload failed is what matters, and Salesforce ends open jobs after a week. */
async function abort(url: string, vendor: ActionVendor): Promise<void> {
  try {
    await vendor.send({ method: 'PATCH', url, body: { state: 'Aborted' }, repeatable: true });
  } catch {
    vendor.progress({ done: 0, state: 'Open' });
  }
}

function jobFacts({
  object: type,
  operation: what,
  externalIdField: field,
  columnDelimiter,
  lineEnding,
}: ActionInputs) {
  return {
    object: type,
    operation: what,
    contentType: 'CSV',
    lineEnding: lineEnding ?? 'LF',
    columnDelimiter: columnDelimiter ?? 'COMMA',
    ...(typeof field === 'string' ? { externalIdFieldName: field } : {}),
  };
}

async function outcome({ id, total }: { id: string; total?: number }, vendor: ActionVendor): Promise<unknown> {
  const found = await ended({ url: `${JOBS}/${id}`, ...(total === undefined ? {} : { total }) }, vendor);
  const summary = summaryOf(found);
  if (summary.failed === 0 || summary.failed > MOST_FAILURES_TOLD) return summary;
  const url = `${JOBS}/${found.id}/failedResults/`;
  const { body } = await vendor.send({ method: 'GET', url, answer: 'text', repeatable: true });
  return { ...summary, failures: readCsv(String(body)) };
}

function summaryOf(job: BulkJob) {
  return { ...told(job), failed: job.numberRecordsFailed ?? 0 };
}

function choice(label: string, options: readonly [string, ...string[]]): ActionInput {
  return { label, schema: { type: 'string', enum: options }, required: false, default: options[0] };
}
