import type { Action, ActionInput } from '../../contract/action.js';

const recordType: ActionInput = {
  label: 'Record type',
  help: 'As in the REST API, such as customer, invoice or customrecord_visit.',
  schema: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_]{0,99}$' },
  required: true,
};

const createRecord: Action = {
  key: 'createRecord',
  title: 'Create record',
  inputs: { type: recordType, record: { label: 'Record', schema: { type: 'object' }, required: true } },
  output: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
  repeatable: false,
  build: ({ type, record }) => ({ method: 'POST', url: `/record/v1/${type}`, body: record }),
  // The answer is empty; the new id is the last part of its Location.
  read: ({ headers }) => ({ id: headers.location?.split('?')[0]?.split('/').at(-1) ?? '' }),
};

const getRecord: Action = {
  key: 'getRecord',
  title: 'Get record',
  inputs: {
    type: recordType,
    id: {
      label: 'Internal or external ID',
      help: 'An external ID begins with "eid:".',
      schema: { type: 'string', pattern: '^(?!\\.{1,2}$)', minLength: 1, maxLength: 200 },
      required: true,
    },
    fields: {
      label: 'Fields',
      help: 'Empty for all.',
      schema: { type: 'array', items: { type: 'string', pattern: '^[A-Za-z0-9_.]+$' } },
      required: false,
      default: [],
    },
  },
  output: { type: 'object', properties: { id: { type: 'string' } } },
  repeatable: true,
  build: ({ type, id, fields }) => {
    const query = Array.isArray(fields) && fields.length > 0 ? `?fields=${encodeURIComponent(fields.join(','))}` : '';
    return { method: 'GET', url: `/record/v1/${type}/${encodeURIComponent(String(id))}${query}` };
  },
};

const suiteql: Action = {
  key: 'suiteql',
  title: 'Query with SuiteQL',
  inputs: {
    query: { label: 'Query', schema: { type: 'string', minLength: 1, maxLength: 100_000 }, required: true },
    limit: {
      label: 'Rows at most',
      schema: { type: 'integer', minimum: 1, maximum: 1000 },
      required: false,
      default: 1000,
    },
    offset: {
      label: 'Rows to skip',
      help: 'A multiple of the rows at most.',
      schema: { type: 'integer', minimum: 0 },
      required: false,
      default: 0,
    },
  },
  output: {
    type: 'object',
    properties: { items: { type: 'array' }, hasMore: { type: 'boolean' }, totalResults: { type: 'integer' } },
  },
  repeatable: true,
  build: ({ query, limit, offset }) => ({
    method: 'POST',
    url: `/query/v1/suiteql?limit=${limit}&offset=${offset}`,
    // Without it NetSuite answers 400.
    headers: { prefer: 'transient' },
    body: { q: query },
  }),
};

export const NETSUITE_ACTIONS: readonly Action[] = [createRecord, getRecord, suiteql];
