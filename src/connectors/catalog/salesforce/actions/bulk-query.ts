import type { Action, ActionAnswer, ActionRequest, ConversationAction } from '../../../contract/action.js';
import { ended, jobId, jobOf, told, waitInput } from './bulk-jobs.js';
import { readCsv } from './csv.js';
import { DATA } from './inputs.js';

const JOBS = `${DATA}/jobs/query`;

const JOB = {
  type: 'object',
  properties: { jobId: { type: 'string' }, state: { type: 'string' }, processed: { type: 'integer' } },
  required: ['jobId', 'state', 'processed'],
};

export const bulkQuery: ConversationAction = {
  key: 'bulkQuery',
  title: 'Bulk query with SOQL',
  help: 'Bulk API 2.0, for 10,000 records and more: no GROUP BY, OFFSET, TYPEOF or count. Get records of a bulk query gives what it found.',
  inputs: {
    soql: { label: 'SOQL', schema: { type: 'string', minLength: 1, maxLength: 100_000 }, required: true },
    withDeleted: {
      label: 'With deleted records',
      help: 'Those of the recycle bin, and archived ones.',
      schema: { type: 'boolean' },
      required: false,
      default: false,
    },
    wait: waitInput('Wait for a bulk query'),
  },
  output: JOB,
  // A second job reads the same once more, and changes nothing.
  repeatable: true,
  async perform({ soql, withDeleted, wait }, vendor) {
    const body = { operation: withDeleted === true ? 'queryAll' : 'query', query: soql };
    const created = await jobOf(vendor, { method: 'POST', url: JOBS, body });
    vendor.progress({ done: 0, state: created.state });
    return told(wait === false ? created : await ended({ url: `${JOBS}/${created.id}` }, vendor));
  },
};

export const awaitBulkQuery: ConversationAction = {
  key: 'awaitBulkQuery',
  title: 'Wait for a bulk query',
  inputs: { jobId },
  output: JOB,
  repeatable: true,
  perform: async (inputs, vendor) => told(await ended({ url: `${JOBS}/${inputs.jobId}` }, vendor)),
};

export const readBulkQuery: Action = {
  key: 'readBulkQuery',
  title: 'Get records of a bulk query',
  help: 'Values are texts, as in CSV; an empty one is null at Salesforce. Kept for seven days.',
  inputs: {
    jobId,
    pageSize: {
      label: 'Records of a page at most',
      schema: { type: 'integer', minimum: 1, maximum: 50_000 },
      required: false,
      default: 2_000,
    },
    locator: {
      label: 'Locator',
      help: 'Where an earlier call ended whose output had more; without it, the first record.',
      schema: { type: 'string', pattern: '^[A-Za-z0-9+/=_-]{1,400}$' },
      required: false,
    },
  },
  output: {
    type: 'object',
    properties: {
      items: { type: 'array', items: { type: 'object', additionalProperties: { type: 'string' } } },
      hasMore: { type: 'boolean' },
      locator: { type: 'string', description: 'Where the next call goes on; absent when this was all.' },
    },
    required: ['items', 'hasMore'],
  },
  repeatable: true,
  reads: true,
  answer: 'text',
  pages: {
    items: ({ body }) => readCsv(String(body)),
    next: (answer, request): ActionRequest | undefined => {
      const locator = locatorIn(answer);
      if (locator === undefined) return undefined;
      const [path, query] = request.url.split('?');
      const parameters = new URLSearchParams(query);
      parameters.set('locator', locator);
      return { ...request, url: `${path}?${parameters}` };
    },
  },
  build: ({ jobId: id, pageSize, locator }) => {
    const parameters = new URLSearchParams({ maxRecords: String(pageSize) });
    if (typeof locator === 'string') parameters.set('locator', locator);
    return { method: 'GET', url: `${JOBS}/${id}/results?${parameters}` };
  },
  read: (answer) => {
    const locator = locatorIn(answer);
    return locator === undefined ? {} : { locator };
  },
};

/** After the last part the header is the word "null". */
function locatorIn({ headers }: ActionAnswer): string | undefined {
  const locator = headers['sforce-locator'];
  return locator === undefined || locator === 'null' ? undefined : locator;
}
