import { type Answer, emptyAnswer, jsonAnswer, Refusal } from '../../stage/answer.js';
import { asRecord, type Call, textOf } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { requireCaller } from '../access.js';
import { answerInTurn } from '../async/async-jobs.js';
import type { NetsuiteDesk } from '../desk.js';
import { restError } from '../wording.js';
import { collection, readPaging } from './collection.js';
import { parseFilter } from './record-filter.js';
import {
  findId,
  isRecordType,
  type NetsuiteRecord,
  nextId,
  requiredFields,
  tableForWriting,
  tableOf,
} from './record-store.js';

const HOST = '*.suitetalk.api.netsuite.com';
const TYPE = '/services/rest/record/v1/:type';
const JSON_TYPES = ['application/json', 'application/vnd.oracle.resource+json'];

/** The record service: 204 with a Location where others answer with a body. */
export function recordRoutes(desk: NetsuiteDesk): readonly Route[] {
  const route = (method: Route['method'], path: string, answer: (call: Call, account: string) => Answer): Route => ({
    name: 'record',
    method,
    host: HOST,
    path,
    answer: (call) => {
      const { account } = requireCaller(call, desk);
      const { type = '' } = call.params;
      if (!isRecordType(type)) {
        throw new Refusal(
          restError(404, { detail: `Record type '${type}' does not exist.`, code: 'NONEXISTENT_RECORD_TYPE' }),
        );
      }
      return answerInTurn(call, account, { desk, work: () => answer(call, account) });
    },
  });
  return [
    route('GET', TYPE, (call, account) => listRecords(call, account, desk)),
    route('POST', TYPE, (call, account) => {
      const id = nextId(desk.state.data.records, account);
      return saveRecord(call, { account, id, fields: bodyOf(call) }, desk);
    }),
    route('GET', `${TYPE}/:id`, (call, account) => readRecord(call, account, desk)),
    route('PATCH', `${TYPE}/:id`, (call, account) => {
      const { id, record } = requireRecord(call, account, desk);
      return saveRecord(call, { account, id, fields: { ...record, ...bodyOf(call) } }, desk);
    }),
    route('PUT', `${TYPE}/:id`, (call, account) => upsertRecord(call, account, desk)),
    route('POST', `${TYPE}/:id/!transform/:target`, (call, account) => transform(call, account, desk)),
    route('DELETE', `${TYPE}/:id`, (call, account) => {
      const { id } = requireRecord(call, account, desk);
      desk.state.change(({ records }) => tableForWriting(records, account, call.params.type ?? '').delete(id));
      return emptyAnswer(204);
    }),
  ];
}

function listRecords(call: Call, account: string, desk: NetsuiteDesk): Answer {
  const { type = '' } = call.params;
  const matches = parseFilter(call.query.get('q'));
  if (typeof matches === 'string') {
    return restError(400, { detail: `Invalid query: ${matches}`, code: 'INVALID_PARAMETER', queryParam: 'q' });
  }
  const items = [...tableOf(desk.state.data.records, account, type)]
    .filter(([, record]) => matches(record))
    .map(([id]) => ({ links: [{ rel: 'self', href: `${call.address}/${id}` }], id }));
  return jsonAnswer(200, collection(call, items, readPaging(call)));
}

function readRecord(call: Call, account: string, desk: NetsuiteDesk): Answer {
  const { id, record } = requireRecord(call, account, desk);
  const wanted = call.query.get('fields')?.split(',');
  const fields = Object.entries(record).filter(([name]) => wanted === undefined || wanted.includes(name));
  const href = `${call.address.slice(0, call.address.lastIndexOf('/'))}/${id}`;
  return jsonAnswer(200, { links: [{ rel: 'self', href }], id, ...Object.fromEntries(fields) });
}

/** What becomes of what, as far as it is played. */
const TRANSFORMS: Readonly<Record<string, readonly string[]>> = { salesorder: ['invoice'] };

/** Makes a record of another type from this one, with whatever the body says otherwise. */
function transform(call: Call, account: string, desk: NetsuiteDesk): Answer {
  const { record } = requireRecord(call, account, desk);
  const { type = '', target = '' } = call.params;
  if (TRANSFORMS[type.toLowerCase()]?.includes(target.toLowerCase()) !== true) {
    const detail = `The record type '${type}' cannot be transformed into '${target}'.`;
    return restError(400, { detail, code: 'INVALID_REQUEST' });
  }
  const { externalId: _own, ...taken } = record;
  const id = nextId(desk.state.data.records, account);
  return saveRecord(call, { account, id, type: target, fields: { ...taken, ...bodyOf(call) } }, desk);
}

function upsertRecord(call: Call, account: string, desk: NetsuiteDesk): Answer {
  const { type = '', id: reference = '' } = call.params;
  if (!reference.startsWith('eid:')) {
    return restError(400, { detail: 'PUT addresses a record by external id: eid:VALUE.', code: 'INVALID_REQUEST' });
  }
  const { records } = desk.state.data;
  const table = tableOf(records, account, type);
  const known = findId(table, reference);
  const before = known === undefined ? {} : table.get(known);
  const fields = { ...before, ...bodyOf(call), externalId: reference.slice('eid:'.length) };
  return saveRecord(call, { account, id: known ?? nextId(records, account), fields }, desk);
}

/** Validates and keeps the record; null clears a field. */
function saveRecord(
  call: Call,
  draft: { account: string; id: string; fields: NetsuiteRecord; type?: string },
  desk: NetsuiteDesk,
): Answer {
  const { type = call.params.type ?? '' } = draft;
  const { id: _id, links: _links, ...given } = draft.fields;
  const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  const missing = requiredFields(type).filter((name) => fields[name] === undefined || fields[name] === '');
  if (missing.length > 0) {
    const detail = `Error while accessing a resource. Please enter value(s) for: ${missing.join(', ')}`;
    return restError(400, { detail, code: 'USER_ERROR', path: missing[0] ?? '' });
  }
  const entity = fields.entity === undefined ? undefined : entityOf(fields.entity, draft.account, desk);
  desk.state.change(({ records }) =>
    tableForWriting(records, draft.account, type).set(draft.id, entity === undefined ? fields : { ...fields, entity }),
  );
  return emptyAnswer(204, { location: `https://${call.host}/services/rest/record/v1/${type}/${draft.id}` });
}

/** A reference names its customer by id or external id; the answer is spelled out as NetSuite does. */
function entityOf(value: unknown, account: string, desk: NetsuiteDesk): Record<string, unknown> {
  const reference = asRecord(value);
  const externalId = textOf(reference, 'externalId');
  const asked = externalId === undefined ? String(reference?.id ?? value) : `eid:${externalId}`;
  const customers = tableOf(desk.state.data.records, account, 'customer');
  const id = findId(customers, asked);
  if (id === undefined) {
    const detail = `Error while accessing a resource. Invalid Field Value ${asked} for the following field: entity`;
    throw new Refusal(restError(400, { detail, code: 'USER_ERROR', path: 'entity' }));
  }
  return { id, refName: customers.get(id)?.companyName };
}

function requireRecord(call: Call, account: string, desk: NetsuiteDesk): { id: string; record: NetsuiteRecord } {
  const { type = '', id: reference = '' } = call.params;
  const table = tableOf(desk.state.data.records, account, type);
  const id = findId(table, reference);
  const record = id === undefined ? undefined : table.get(id);
  if (id === undefined || record === undefined) {
    throw new Refusal(
      restError(404, {
        detail: 'The record instance does not exist. Provide a valid record instance ID.',
        code: 'NONEXISTENT_ID',
      }),
    );
  }
  return { id, record };
}

function bodyOf(call: Call): NetsuiteRecord {
  if (!JSON_TYPES.includes(call.contentType)) {
    throw new Refusal(
      restError(415, { detail: 'The request content type is not supported.', code: 'INVALID_CONTENT' }),
    );
  }
  const body = asRecord(call.json());
  if (body === undefined)
    throw new Refusal(restError(400, { detail: 'Invalid content in the request body.', code: 'INVALID_CONTENT' }));
  return body;
}
