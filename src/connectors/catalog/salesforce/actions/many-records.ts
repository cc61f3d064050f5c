import type { ActionInput, ActionRequest, ActionVendor, ConversationAction } from '../../../contract/action.js';
import { allOrNone, DATA, externalIdField, object, RECORD_ID } from './inputs.js';

const COLLECTIONS = `${DATA}/composite/sobjects`;
/** What Salesforce takes in one call. */
const MOST_AT_ONCE = 200;
/** Beyond that a bulk job is kinder to the org's limits. */
const MOST_RECORDS = 5_000;

/** What became of one record. */
interface Outcome {
  readonly id?: string;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors: readonly { readonly statusCode: string; readonly message: string }[];
}

const OUTPUT = {
  type: 'object',
  properties: {
    succeeded: { type: 'integer' },
    failed: { type: 'integer' },
    results: {
      type: 'array',
      description: 'One for each record, in order.',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          success: { type: 'boolean' },
          created: { type: 'boolean' },
          errors: {
            type: 'array',
            items: { type: 'object', properties: { statusCode: { type: 'string' }, message: { type: 'string' } } },
          },
        },
        required: ['success', 'errors'],
      },
    },
  },
  required: ['succeeded', 'failed', 'results'],
} as const;

type Values = Readonly<Record<string, unknown>>;

export const createRecords: ConversationAction = {
  key: 'createRecords',
  title: 'Create many records',
  inputs: { object, records: recordsInput('Each with values by the API names of fields.'), allOrNone },
  output: OUTPUT,
  repeatable: false,
  perform: ({ object: type, records, allOrNone: together }, vendor) =>
    inParts(records as Values[], vendor, (part) => ({
      method: 'POST',
      url: COLLECTIONS,
      body: { allOrNone: together, records: part.map((record) => typed(record, type)) },
    })),
};

export const updateRecords: ConversationAction = {
  key: 'updateRecords',
  title: 'Update many records',
  inputs: {
    object,
    records: recordsInput('Each with its id, and the fields to change by API name.', {
      properties: { id: { type: 'string', pattern: RECORD_ID } },
      required: ['id'],
    }),
    allOrNone,
  },
  output: OUTPUT,
  repeatable: true,
  perform: ({ object: type, records, allOrNone: together }, vendor) =>
    inParts(records as Values[], vendor, (part) => ({
      method: 'PATCH',
      url: COLLECTIONS,
      body: { allOrNone: together, records: part.map((record) => typed(record, type)) },
    })),
};

export const upsertRecords: ConversationAction = {
  key: 'upsertRecords',
  title: 'Upsert many records',
  help: 'By external ID: no match creates a record, one match updates it, several are refused.',
  inputs: {
    object,
    externalIdField,
    records: recordsInput('Each with its external ID and other fields, by API name.'),
    allOrNone,
  },
  output: OUTPUT,
  repeatable: true,
  perform: ({ object: type, externalIdField: field, records, allOrNone: together }, vendor) =>
    inParts(records as Values[], vendor, (part) => ({
      method: 'PATCH',
      url: `${COLLECTIONS}/${type}/${field}`,
      body: { allOrNone: together, records: part.map((record) => typed(record, type)) },
    })),
};

export const deleteRecords: ConversationAction = {
  key: 'deleteRecords',
  title: 'Delete many records',
  inputs: {
    ids: {
      label: 'Record IDs',
      schema: { type: 'array', items: { type: 'string', pattern: RECORD_ID }, minItems: 1, maxItems: MOST_RECORDS },
      required: true,
    },
    allOrNone,
  },
  output: OUTPUT,
  // Those that are gone are told as failures, and stay gone.
  repeatable: true,
  perform: ({ ids, allOrNone: together }, vendor) =>
    inParts(ids as string[], vendor, (part) => ({
      method: 'DELETE',
      url: `${COLLECTIONS}?ids=${part.join(',')}&allOrNone=${together}`,
    })),
};

/** 200 at a time, one after the other: parts at once would lock each other's rows. */
async function inParts<T>(all: readonly T[], vendor: ActionVendor, requestFor: (part: readonly T[]) => ActionRequest) {
  const results: Outcome[] = [];
  for (let start = 0; start < all.length; start += MOST_AT_ONCE) {
    const { body } = await vendor.send(requestFor(all.slice(start, start + MOST_AT_ONCE)));
    results.push(...(body as Outcome[]));
    vendor.progress({ done: results.length, total: all.length });
  }
  const succeeded = results.filter(({ success }) => success).length;
  return { succeeded, failed: results.length - succeeded, results };
}

function typed(record: Values, type: unknown): Values {
  return { ...record, attributes: { type } };
}

function recordsInput(help: string, item: Readonly<Record<string, unknown>> = {}): ActionInput {
  return {
    label: 'Records',
    help: `${help} For more than ${MOST_RECORDS} use a bulk job.`,
    schema: { type: 'array', items: { type: 'object', ...item }, minItems: 1, maxItems: MOST_RECORDS },
    required: true,
  };
}
