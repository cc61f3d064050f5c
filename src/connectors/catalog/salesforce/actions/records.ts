import type { Action, ConversationAction } from '../../../contract/action.js';
import { changedRecord, DATA, externalIdField, fields, newRecord, object, recordId } from './inputs.js';

const ID = { type: 'string', description: '18 characters.' };

export const createRecord: Action = {
  key: 'createRecord',
  title: 'Create record',
  help: 'Salesforce has no key that would stop a repetition; use Upsert record where a record has an external ID.',
  inputs: { object, record: newRecord },
  output: { type: 'object', properties: { id: ID, success: { type: 'boolean' } }, required: ['id'] },
  repeatable: false,
  build: (inputs) => ({ method: 'POST', url: `${DATA}/sobjects/${inputs.object}`, body: inputs.record }),
};

export const getRecord: Action = {
  key: 'getRecord',
  title: 'Get record',
  inputs: { object, id: recordId, fields },
  output: { type: 'object', properties: { Id: ID, attributes: { type: 'object' } }, required: ['Id'] },
  repeatable: true,
  reads: true,
  build: ({ object: type, id, fields: wanted }) => {
    const query = Array.isArray(wanted) && wanted.length > 0 ? `?fields=${encodeURIComponent(wanted.join(','))}` : '';
    return { method: 'GET', url: `${DATA}/sobjects/${type}/${id}${query}` };
  },
};

export const updateRecord: Action = {
  key: 'updateRecord',
  title: 'Update record',
  inputs: { object, id: recordId, record: changedRecord },
  output: { type: 'object', properties: { id: ID }, required: ['id'] },
  // The same values once more change nothing.
  repeatable: true,
  build: (inputs) => ({ method: 'PATCH', url: `${DATA}/sobjects/${inputs.object}/${inputs.id}`, body: inputs.record }),
  read: (_answer, { id }) => ({ id }),
};

export const upsertRecord: Action = {
  key: 'upsertRecord',
  title: 'Upsert record',
  inputs: {
    object,
    externalIdField,
    externalId: {
      label: 'External ID',
      help: 'No match creates a record, one match updates it, several are refused.',
      schema: { type: 'string', pattern: '^(?!\\.{1,2}$)', minLength: 1, maxLength: 255 },
      required: true,
    },
    record: changedRecord,
  },
  output: { type: 'object', properties: { id: ID, created: { type: 'boolean' } }, required: ['created'] },
  repeatable: true,
  build: (inputs) => ({
    method: 'PATCH',
    url: `${DATA}/sobjects/${inputs.object}/${inputs.externalIdField}/${encodeURIComponent(String(inputs.externalId))}`,
    body: without(inputs.record, String(inputs.externalIdField)),
  }),
  // Versions before 46 answer an update with 204 and nothing.
  read: ({ status, body }) => (status === 204 ? { created: false } : body),
};

export const deleteRecord: ConversationAction = {
  key: 'deleteRecord',
  title: 'Delete record',
  help: 'The record goes to the recycle bin.',
  inputs: { object, id: recordId },
  output: {
    type: 'object',
    properties: { id: ID, deleted: { type: 'boolean', description: 'False: it had been deleted before.' } },
    required: ['id', 'deleted'],
  },
  repeatable: true,
  async perform({ object: type, id }, vendor) {
    const answer = await vendor.send({ method: 'DELETE', url: `${DATA}/sobjects/${type}/${id}`, expects: [404] });
    if (answer.status !== 404) return { id, deleted: true };
    if (!JSON.stringify(answer.body).includes('"ENTITY_IS_DELETED"')) throw vendor.refusal(answer);
    return { id, deleted: false };
  },
};

/** The field that finds the record must not stand in the body again. */
function without(record: unknown, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record ?? {}).filter(([field]) => field !== name));
}
