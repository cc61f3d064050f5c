import type {
  ActionAnswer,
  ActionInput,
  ActionRequest,
  ActionVendor,
  ConversationAction,
} from '../../../contract/action.js';
import { changedRecord, recordPath, recordType } from './inputs.js';
import { nextPage, type Page } from './pages.js';
import { deployment, restletRequest, script } from './restlets.js';
import { sqlQuery, TRANSIENT } from './suiteql.js';

/** As many as NetSuite takes of the smallest account, less one for somebody else. */
const AT_ONCE = 4;
const MOST_RECORDS = 10_000;

const atMost: ActionInput = {
  label: 'Records at most',
  help: 'Nothing is changed when there are more.',
  schema: { type: 'integer', minimum: 1, maximum: MOST_RECORDS },
  required: false,
  default: 1_000,
};

const OUTPUT = {
  type: 'object',
  properties: {
    updated: { type: 'integer' },
    failures: {
      type: 'array',
      items: { type: 'object', properties: { id: { type: 'string' }, message: { type: 'string' } } },
    },
  },
  required: ['updated', 'failures'],
};

/** REST web services cannot run a saved search; a RESTlet can. See docs/netsuite-saved-searches.md. */
export const updateBySavedSearch: ConversationAction = {
  key: 'updateBySavedSearch',
  title: 'Update records that meet a saved search',
  help: 'Needs the script of docs/netsuite-saved-searches.md in the account. The records are found first, then each is changed.',
  inputs: {
    type: recordType,
    savedSearch: {
      label: 'Saved search',
      help: 'Its ID, such as customsearch_overdue.',
      schema: { type: 'string', pattern: '^[A-Za-z0-9_]{1,100}$' },
      required: true,
      choices: ({ script: id, deploy }) => ({
        request: restletRequest('GET', where(id, deploy)),
        read: ({ body }) =>
          (body as { searches: { id: string; title: string }[] }).searches.map((one) => ({
            value: one.id,
            label: `${one.title} (${one.id})`,
          })),
      }),
    },
    record: changedRecord,
    atMost,
    script: { ...script, required: false, default: 'customscript_latchkey_searches' },
    deploy: { ...deployment, required: false, default: 'customdeploy_latchkey_searches' },
  },
  output: OUTPUT,
  // Whoever is changed to the same values twice is not changed.
  repeatable: true,
  async perform({ type, savedSearch, record, atMost: most, script: id, deploy }, vendor) {
    const ids: string[] = [];
    for (let page = 0, pages = 1; page < pages; page += 1) {
      const parameters = { ...where(id, deploy), search: String(savedSearch), page: String(page) };
      const found = (await vendor.send(restletRequest('GET', parameters))).body as FoundRecords;
      const stranger = found.records.find((one) => one.type.toLowerCase() !== String(type).toLowerCase());
      if (stranger !== undefined) throw vendor.failure(`The search finds records of the type ${stranger.type}.`);
      refuseTooMany(found.total, most, vendor);
      ids.push(...found.records.map((one) => one.id));
      refuseTooMany(ids.length, most, vendor);
      // A page with nothing on it is the last, whatever the script says of others.
      pages = found.records.length === 0 ? page : found.pages;
    }
    return updateAll({ type, ids, record }, vendor);
  },
};

export const updateByQuery: ConversationAction = {
  key: 'updateByQuery',
  title: 'Update records that meet a query',
  help: 'SuiteQL finds the records first, then each is changed.',
  inputs: {
    type: recordType,
    query: { ...sqlQuery, help: 'Has the column id, such as: SELECT id FROM customer WHERE email IS NULL.' },
    record: changedRecord,
    atMost,
  },
  output: OUTPUT,
  repeatable: true,
  async perform({ type, query, record, atMost: most }, vendor) {
    const ids: string[] = [];
    const first = {
      method: 'POST',
      url: '/query/v1/suiteql?limit=1000',
      headers: TRANSIENT,
      body: { q: query },
    } as const;
    for (let request: ActionRequest | undefined = first; request !== undefined; ) {
      const answer: ActionAnswer = await vendor.send(request);
      const { items, totalResults = 0 } = answer.body as Page;
      refuseTooMany(totalResults, most, vendor);
      ids.push(...items.map((row) => idOf(row, vendor)));
      refuseTooMany(ids.length, most, vendor);
      request = items.length === 0 ? undefined : nextPage(answer, request);
    }
    return updateAll({ type, ids, record }, vendor);
  },
};

interface FoundRecords {
  readonly total: number;
  readonly pages: number;
  readonly records: readonly { readonly id: string; readonly type: string }[];
}

function where(id: unknown, deploy: unknown): Readonly<Record<string, string>> {
  return {
    script: String(id ?? 'customscript_latchkey_searches'),
    deploy: String(deploy ?? 'customdeploy_latchkey_searches'),
  };
}

function refuseTooMany(found: number, most: unknown, vendor: ActionVendor): void {
  if (found > Number(most))
    throw vendor.failure(`${found} records were found, more than the ${most} that are allowed.`);
}

function idOf(row: unknown, vendor: ActionVendor): string {
  const { id } = row as { id?: unknown };
  if (typeof id === 'string') return id;
  throw vendor.failure('The query has no column id.');
}

/** A few at once. What NetSuite refuses of one record does not keep it from the others. */
async function updateAll(
  { type, ids: found, record }: { type: unknown; ids: readonly string[]; record: unknown },
  vendor: ActionVendor,
): Promise<unknown> {
  // A search over lines finds a record once for each of them.
  const ids = [...new Set(found)];
  const failures: { id: string; message: string }[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const part = ids.slice(start, start + AT_ONCE);
    const updates = part.map(async (id) => {
      const answer = await vendor.send({
        method: 'PATCH',
        url: recordPath(type, id),
        body: record,
        expects: [400, 404],
      });
      if (answer.status >= 400) failures.push({ id, message: vendor.refusal(answer).message });
    });
    await Promise.all(updates);
    vendor.progress({ done: start + part.length, total: ids.length });
  }
  return { updated: ids.length - failures.length, failures };
}
