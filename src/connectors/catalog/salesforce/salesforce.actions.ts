import type { Action, ActionInput } from '../../contract/action.js';

/** Spring '26. */
const DATA = '/services/data/v66.0';

const object: ActionInput = {
  label: 'Object',
  help: 'Its API name, such as Contact or Visit__c.',
  schema: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_]{0,79}$' },
  required: true,
};

const record: ActionInput = { label: 'Fields', schema: { type: 'object' }, required: true };

const createRecord: Action = {
  key: 'createRecord',
  title: 'Create record',
  inputs: { object, record },
  output: { type: 'object', properties: { id: { type: 'string' }, success: { type: 'boolean' } }, required: ['id'] },
  repeatable: false,
  build: (inputs) => ({ method: 'POST', url: `${DATA}/sobjects/${inputs.object}`, body: inputs.record }),
};

const query: Action = {
  key: 'query',
  title: 'Query with SOQL',
  inputs: {
    soql: { label: 'SOQL', schema: { type: 'string', minLength: 1, maxLength: 100_000 }, required: true },
  },
  output: {
    type: 'object',
    properties: { totalSize: { type: 'integer' }, done: { type: 'boolean' }, records: { type: 'array' } },
  },
  repeatable: true,
  build: ({ soql }) => ({ method: 'GET', url: `${DATA}/query?q=${encodeURIComponent(String(soql))}` }),
};

const upsertRecord: Action = {
  key: 'upsertRecord',
  title: 'Upsert record',
  inputs: {
    object,
    externalIdField: {
      label: 'External ID field',
      schema: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_]{0,79}$' },
      required: true,
    },
    externalId: {
      label: 'External ID',
      help: 'No match creates a record, one match updates it, several are refused.',
      schema: { type: 'string', pattern: '^(?!\\.{1,2}$)', minLength: 1, maxLength: 255 },
      required: true,
    },
    record,
  },
  output: { type: 'object', properties: { id: { type: 'string' }, created: { type: 'boolean' } } },
  repeatable: true,
  build: (inputs) => ({
    method: 'PATCH',
    url: `${DATA}/sobjects/${inputs.object}/${inputs.externalIdField}/${encodeURIComponent(String(inputs.externalId))}`,
    body: without(inputs.record, String(inputs.externalIdField)),
  }),
  // Versions before 46 answer an update with 204 and nothing.
  read: ({ status, body }) => (status === 204 ? { created: false } : body),
};

export const SALESFORCE_ACTIONS: readonly Action[] = [createRecord, query, upsertRecord];

/** The field that finds the record must not stand in the body again. */
function without(fields: unknown, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([field]) => field !== name));
}
