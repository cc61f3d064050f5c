import { type Answer, emptyAnswer, jsonAnswer, Refusal } from '../stage/answer.js';
import { asRecord, type Call } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { requireCaller } from './access.js';
import { describeType, globalDescribe } from './describe.js';
import { ANY_HOST, type SalesforceDesk } from './desk.js';
import { to18 } from './ids.js';
import {
  idFor,
  isField,
  OBJECT_TYPES,
  type SalesforceRecord,
  SYSTEM_FIELDS,
  salesforceInstant,
  tableForWriting,
  tableOf,
  typeNamed,
} from './objects.js';
import { apiError } from './wording.js';

const BASE = '/services/data/:version/sobjects';

/** The table that a call is about. */
interface Place {
  readonly orgId: string;
  readonly type: string;
  readonly version: string;
}

/** Describe, create, read, update, upsert by external id, delete. */
export function sobjectRoutes(desk: SalesforceDesk): readonly Route[] {
  const route = (method: Route['method'], path: string, answer: (call: Call, place: Place) => Answer): Route => ({
    name: 'sobjects',
    method,
    host: ANY_HOST,
    path: `${BASE}${path}`,
    answer: (call) => answer(call, requirePlace(call, desk)),
  });
  return [
    { name: 'sobjects', method: 'GET', host: ANY_HOST, path: BASE, answer: (call) => listTypes(call, desk) },
    route('POST', '/:type', (call, place) => create(call, place, desk)),
    route('GET', '/:type/describe', (_call, { type }) => jsonAnswer(200, describeType(type))),
    route('GET', '/:type/:id', (call, place) => read(call, place, desk)),
    route('PATCH', '/:type/:id', (call, place) => update(call, place, desk)),
    route('DELETE', '/:type/:id', (call, place) => remove(call, place, desk)),
    route('PATCH', '/:type/:field/:value', (call, place) => upsert(call, place, desk)),
  ];
}

function listTypes(call: Call, desk: SalesforceDesk): Answer {
  requireCaller(call, desk);
  return jsonAnswer(200, globalDescribe());
}

function requirePlace(call: Call, desk: SalesforceDesk): Place {
  const { org } = requireCaller(call, desk);
  const { type: name = '', version = '' } = call.params;
  const type = typeNamed(name);
  if (type === undefined) throw notFound();
  return { orgId: org.id, type, version };
}

function create(call: Call, place: Place, desk: SalesforceDesk): Answer {
  const fields = readFields(call, place.type);
  requireRequired(fields, place.type);
  return jsonAnswer(201, { id: insert(fields, place, desk), success: true, errors: [] });
}

function read(call: Call, place: Place, desk: SalesforceDesk): Answer {
  const { id, record } = requireRecord(call, place, desk);
  const wanted = call.query.get('fields')?.split(',');
  for (const field of wanted ?? []) {
    if (!isField(place.type, field))
      throw new Refusal(apiError(400, 'INVALID_FIELD', `No such column '${field}' on entity '${place.type}'`));
  }
  const names = wanted ?? [...Object.keys(OBJECT_TYPES[place.type]?.fields ?? {}), 'CreatedDate', 'LastModifiedDate'];
  const attributes = { type: place.type, url: `/services/data/${place.version}/sobjects/${place.type}/${id}` };
  const values = Object.fromEntries(names.map((name) => [name, record[name] ?? null]));
  return jsonAnswer(200, { attributes, ...values, Id: id });
}

function update(call: Call, place: Place, desk: SalesforceDesk): Answer {
  const { id, record } = requireRecord(call, place, desk);
  save(id, { ...record, ...readFields(call, place.type) }, { place, desk });
  return emptyAnswer(204);
}

/** 201 when it was made, 200 when it was there; several matches are for the caller to sort out. */
function upsert(call: Call, place: Place, desk: SalesforceDesk): Answer {
  const { field = '', value = '' } = call.params;
  if (OBJECT_TYPES[place.type]?.externalIds.includes(field) !== true) throw notFound();
  const fields = readFields(call, place.type);
  if (field in fields) {
    return apiError(400, 'INVALID_FIELD', `The ${field} field should not be specified in the sobject data.`);
  }
  const table = tableOf(desk.state.data.objects, place.orgId, place.type);
  const matches = [...table].filter(([, record]) => record[field] === value);
  if (matches.length > 1) {
    return jsonAnswer(
      300,
      matches.map(([id]) => `/services/data/${place.version}/sobjects/${place.type}/${id}`),
    );
  }
  const [match] = matches;
  if (match === undefined) {
    requireRequired({ ...fields, [field]: value }, place.type);
    const id = insert({ ...fields, [field]: value }, place, desk);
    return jsonAnswer(201, { id, success: true, errors: [], created: true });
  }
  save(match[0], { ...match[1], ...fields }, { place, desk });
  return jsonAnswer(200, { id: match[0], success: true, errors: [], created: false });
}

function remove(call: Call, place: Place, desk: SalesforceDesk): Answer {
  const { id } = requireRecord(call, place, desk);
  desk.state.change(({ objects, recycled }) => {
    tableForWriting(objects, place.orgId, place.type).delete(id);
    recycled.set(id, place.orgId);
  });
  return emptyAnswer(204);
}

function insert(fields: SalesforceRecord, place: Place, desk: SalesforceDesk): string {
  const id = idFor(place.type);
  save(id, { ...fields, CreatedDate: salesforceInstant(desk.clock.now()) }, { place, desk });
  return id;
}

function save(id: string, record: SalesforceRecord, { place, desk }: { place: Place; desk: SalesforceDesk }): void {
  const modified = { ...record, LastModifiedDate: salesforceInstant(desk.clock.now()) };
  desk.state.change(({ objects }) => tableForWriting(objects, place.orgId, place.type).set(id, modified));
}

function requireRecord(call: Call, place: Place, desk: SalesforceDesk): { id: string; record: SalesforceRecord } {
  const id = to18(call.params.id ?? '');
  const record = tableOf(desk.state.data.objects, place.orgId, place.type).get(id);
  if (record !== undefined) return { id, record };
  const isDeleted = desk.state.data.recycled.get(id) === place.orgId;
  throw isDeleted ? new Refusal(apiError(404, 'ENTITY_IS_DELETED', 'entity is deleted')) : notFound();
}

/** The field map of the body; refused when it is none, or names a field that the type does not have. */
function readFields(call: Call, type: string): SalesforceRecord {
  if (call.contentType !== 'application/json') {
    throw new Refusal(apiError(415, 'UNSUPPORTED_MEDIA_TYPE', `Content-Type: ${call.contentType} not supported`));
  }
  const fields = asRecord(call.json());
  if (fields === undefined) throw new Refusal(apiError(400, 'JSON_PARSER_ERROR', 'The body is no JSON object'));
  const { attributes: _attributes, ...given } = fields;
  for (const name of Object.keys(given)) {
    if (isField(type, name) && !Object.hasOwn(SYSTEM_FIELDS, name)) continue;
    throw new Refusal(
      apiError(400, 'INVALID_FIELD', {
        message: `No such column '${name}' on sobject of type ${type}`,
        fields: [name],
      }),
    );
  }
  return given;
}

function requireRequired(fields: SalesforceRecord, type: string): void {
  const missing = OBJECT_TYPES[type]?.required.filter((name) => (fields[name] ?? '') === '') ?? [];
  if (missing.length === 0) return;
  const message = `Required fields are missing: [${missing.join(', ')}]`;
  throw new Refusal(apiError(400, 'REQUIRED_FIELD_MISSING', { message, fields: missing }));
}

function notFound(): Refusal {
  return new Refusal(apiError(404, 'NOT_FOUND', 'The requested resource does not exist'));
}
