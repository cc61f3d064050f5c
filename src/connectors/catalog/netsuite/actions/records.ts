import type { Action, ActionAnswer, ConversationAction } from '../../../contract/action.js';
import { changedRecord, fields, newRecord, recordId, recordPath, recordType } from './inputs.js';
import { nextPage, type Page } from './pages.js';

const ID_OUTPUT = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };

export const listRecords: Action = {
  key: 'listRecords',
  title: 'List records',
  help: 'Their IDs; Get record or SuiteQL tells more.',
  inputs: {
    type: recordType,
    filter: {
      label: 'Filter',
      help: 'Such as: email START_WITH "office" AND isInactive IS false. Empty for all.',
      schema: { type: 'string', maxLength: 4_000 },
      required: false,
      default: '',
    },
  },
  output: {
    type: 'object',
    properties: {
      items: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } },
      hasMore: { type: 'boolean' },
      totalResults: { type: 'integer' },
    },
    required: ['items', 'hasMore'],
  },
  repeatable: true,
  reads: true,
  pages: { items: ({ body }) => (body as Page).items, next: nextPage },
  build: ({ type, filter }) => ({
    method: 'GET',
    url: `/record/v1/${type}?limit=1000${filter === '' ? '' : `&q=${encodeURIComponent(String(filter))}`}`,
  }),
  read: ({ body }) => ({ totalResults: (body as Page).totalResults }),
};

export const getRecord: Action = {
  key: 'getRecord',
  title: 'Get record',
  inputs: {
    type: recordType,
    id: recordId,
    fields,
    withSublists: {
      label: 'With sublists',
      help: 'Their lines instead of links to them. Not together with fields.',
      schema: { type: 'boolean' },
      required: false,
      default: false,
    },
  },
  output: ID_OUTPUT,
  repeatable: true,
  reads: true,
  build: ({ type, id, fields: wanted, withSublists }) => {
    const names = Array.isArray(wanted) && wanted.length > 0 ? [`fields=${encodeURIComponent(wanted.join(','))}`] : [];
    const query = [...names, ...(withSublists ? ['expandSubResources=true'] : [])].join('&');
    return { method: 'GET', url: `${recordPath(type, id)}${query === '' ? '' : `?${query}`}` };
  },
};

export const createRecord: Action = {
  key: 'createRecord',
  title: 'Create record',
  help: 'Where a repetition must not make a second record, use Create record once or Upsert record.',
  inputs: { type: recordType, record: newRecord },
  output: ID_OUTPUT,
  repeatable: false,
  build: ({ type, record }) => ({ method: 'POST', url: `/record/v1/${type}`, body: record }),
  read: (answer) => ({ id: idIn(answer) }),
};

export const updateRecord: Action = {
  key: 'updateRecord',
  title: 'Update record',
  inputs: {
    type: recordType,
    id: recordId,
    record: changedRecord,
    replaceSublists: {
      label: 'Sublists to replace',
      help: 'By name, such as item; lines of others are added or changed.',
      schema: { type: 'array', items: { type: 'string', pattern: '^[A-Za-z0-9_]+$' } },
      required: false,
      default: [],
    },
  },
  output: ID_OUTPUT,
  // Lines of a sublist that is not replaced would be added once more.
  repeatable: false,
  build: ({ type, id, record, replaceSublists }) => {
    const names = replaceSublists as readonly string[];
    const query = names.length === 0 ? '' : `?replace=${encodeURIComponent(names.join(','))}`;
    return { method: 'PATCH', url: `${recordPath(type, id)}${query}`, body: record };
  },
  read: (answer, { id }) => ({ id: idIn(answer) || String(id) }),
};

export const upsertRecord: Action = {
  key: 'upsertRecord',
  title: 'Upsert record',
  help: 'By external ID: no match creates the record, a match updates it.',
  inputs: {
    type: recordType,
    externalId: {
      label: 'External ID',
      schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^(?!eid:)' },
      required: true,
    },
    record: newRecord,
  },
  output: ID_OUTPUT,
  repeatable: true,
  build: ({ type, externalId, record }) => ({
    method: 'PUT',
    url: recordPath(type, `eid:${externalId}`),
    body: record,
  }),
  read: (answer) => ({ id: idIn(answer) }),
};

export const transformRecord: Action = {
  key: 'transformRecord',
  title: 'Transform record',
  help: 'Makes a record of another type from one, such as an invoice from a sales order.',
  inputs: {
    type: recordType,
    id: recordId,
    target: { ...recordType, label: 'Into', help: 'The type of the new record, such as invoice.' },
    record: {
      ...changedRecord,
      help: 'What the new record has otherwise, by the names of fields.',
      required: false,
      default: {},
    },
  },
  output: ID_OUTPUT,
  // Each time another record is made.
  repeatable: false,
  build: ({ type, id, target, record }) => ({
    method: 'POST',
    url: `${recordPath(type, id)}/!transform/${target}`,
    body: record,
  }),
  read: (answer) => ({ id: idIn(answer) }),
};

export const deleteRecord: ConversationAction = {
  key: 'deleteRecord',
  title: 'Delete record',
  inputs: { type: recordType, id: recordId },
  output: {
    type: 'object',
    properties: { id: { type: 'string' }, deleted: { type: 'boolean', description: 'False: there is none.' } },
    required: ['id', 'deleted'],
  },
  repeatable: true,
  async perform({ type, id }, vendor) {
    const answer = await vendor.send({ method: 'DELETE', url: recordPath(type, id), expects: [404] });
    if (answer.status !== 404) return { id, deleted: true };
    if (!JSON.stringify(answer.body).includes('"NONEXISTENT_ID"')) throw vendor.refusal(answer);
    return { id, deleted: false };
  },
};

export const listRecordTypes: Action = {
  key: 'listRecordTypes',
  title: 'List record types',
  inputs: {},
  output: { type: 'object', properties: { items: { type: 'array', items: { type: 'object' } } }, required: ['items'] },
  repeatable: true,
  reads: true,
  build: () => ({ method: 'GET', url: '/record/v1/metadata-catalog' }),
};

export const describeRecordType: Action = {
  key: 'describeRecordType',
  title: 'Describe record type',
  help: 'Its fields, custom ones too, as JSON Schema.',
  inputs: { type: recordType },
  output: { type: 'object', properties: { properties: { type: 'object' } }, required: ['properties'] },
  repeatable: true,
  reads: true,
  build: ({ type }) => ({
    method: 'GET',
    url: `/record/v1/metadata-catalog/${type}`,
    headers: { accept: 'application/schema+json' },
  }),
};

/** A change is answered with nothing but a Location, whose last part is the id. */
export function idIn({ headers }: Pick<ActionAnswer, 'headers'>): string {
  return headers.location?.split('?')[0]?.split('/').at(-1) ?? '';
}
