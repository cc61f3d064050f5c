import { randomUUID } from 'node:crypto';
import { type Answer, jsonAnswer, Refusal } from '../stage/answer.js';
import { asRecord, type Call, textOf } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { requireCaller } from './access.js';
import type { RedoxDesk } from './desk.js';
import { type Patient, toFhir } from './patients.js';
import { fhirError } from './wording.js';

const BASE = '/fhir/R4/:destination/:environment/:type';
const FHIR_JSON = { 'content-type': 'application/fhir+json' };
const USUAL_PAGE = 50;

/** FHIR resources: patients to search, any type to create and read; OAuth keys only, in the environment of the key. */
export function fhirRoutes(host: string, desk: RedoxDesk): readonly Route[] {
  const at = (method: Route['method'], path: string, answer: (call: Call, desk: RedoxDesk) => Answer): Route => ({
    name: 'fhir',
    method,
    host,
    path: `${BASE}${path}`,
    answer: (call) => {
      requireFhirCaller(call, desk);
      return answer(call, desk);
    },
  });
  return [
    at('POST', '/_search', search),
    at('GET', '/_search', nextPage),
    at('GET', '/:id', read),
    at('PUT', '/:id', update),
    at('POST', '', create),
    at('POST', '/:operation', takeEvent),
  ];
}

function read(call: Call, desk: RedoxDesk): Answer {
  const { type = '', id = '' } = call.params;
  const patient = type === 'Patient' ? desk.state.data.patients.get(id) : undefined;
  const resource = desk.state.data.resources.get(`${type}/${id}`) ?? (patient && toFhir(patient));
  if (resource === undefined) return fhirError(404, 'not-found', `${type}/${id} is not known`);
  return jsonAnswer(200, resource, FHIR_JSON);
}

function create(call: Call, desk: RedoxDesk): Answer {
  const resource = { ...requireResource(call), id: randomUUID() };
  return keep(call, desk, { resource, status: 201 });
}

function update(call: Call, desk: RedoxDesk): Answer {
  const resource = { ...requireResource(call), id: call.params.id };
  return keep(call, desk, { resource, status: 200 });
}

function keep(
  call: Call,
  desk: RedoxDesk,
  { resource, status }: { resource: object & { id?: unknown }; status: number },
) {
  const key = `${call.params.type}/${resource.id}`;
  desk.state.change(({ resources }) => resources.set(key, { ...resource }));
  return jsonAnswer(status, resource, { ...FHIR_JSON, location: `${call.address.replace(/\/[^/]*$/, '')}/${key}` });
}

function requireResource(call: Call): Record<string, unknown> {
  const resource = isFhirJson(call) ? asRecord(call.json()) : undefined;
  if (resource === undefined || resource.resourceType !== call.params.type) {
    throw new Refusal(fhirError(400, 'invalid', `The body must be a ${call.params.type} in application/fhir+json`));
  }
  return resource;
}

/** `$operation`: a bundle of type message that begins with its header. */
function takeEvent(call: Call): Answer {
  const { operation = '' } = call.params;
  if (!/^\$[a-z][a-z0-9-]*$/.test(operation)) return fhirError(404, 'not-supported', `Unknown operation ${operation}`);
  const bundle = isFhirJson(call) ? asRecord(call.json()) : undefined;
  const [first] = Array.isArray(bundle?.entry) ? bundle.entry : [];
  const header = asRecord(asRecord(first)?.resource);
  if (textOf(bundle, 'type') !== 'message' || textOf(header, 'resourceType') !== 'MessageHeader') {
    return fhirError(400, 'invalid', 'The body must be a Bundle of type message that begins with a MessageHeader');
  }
  call.notes.event = operation;
  const issue = [{ severity: 'information', code: 'informational', details: { text: 'Accepted' } }];
  return jsonAnswer(200, { resourceType: 'OperationOutcome', issue }, FHIR_JSON);
}

function search(call: Call, desk: RedoxDesk): Answer {
  const form = call.form();
  if (form === undefined) return fhirError(400, 'invalid', 'Search parameters travel as a form');
  return bundleOf(call, desk, form);
}

/** The rest of a search, by the address that its first page told; parameters are not read from addresses. */
function nextPage(call: Call, desk: RedoxDesk): Answer {
  const page = call.query.get('page');
  if (page === null) return fhirError(400, 'invalid', 'Search by POST');
  return bundleOf(call, desk, new URLSearchParams(Buffer.from(page, 'base64url').toString('utf8')));
}

function bundleOf(call: Call, desk: RedoxDesk, form: URLSearchParams): Answer {
  const isForPatients = call.params.type === 'Patient';
  const all = isForPatients ? [...desk.state.data.patients.values()].filter((patient) => fits(patient, form)) : [];
  const offset = Number(form.get('_offset') ?? 0);
  const count = Number(form.get('_count') ?? USUAL_PAGE);
  const entry = all.slice(offset, offset + count).map((patient) => ({
    fullUrl: `${call.address.replace('/_search', '')}/${patient.id}`,
    resource: toFhir(patient),
    search: { mode: 'match' },
  }));
  const link = [{ relation: 'self', url: call.address }];
  if (offset + count < all.length) {
    form.set('_offset', String(offset + count));
    const page = Buffer.from(form.toString()).toString('base64url');
    link.push({ relation: 'next', url: `${call.address}?page=${page}` });
  }
  return jsonAnswer(200, { resourceType: 'Bundle', type: 'searchset', total: all.length, link, entry }, FHIR_JSON);
}

function isFhirJson(call: Call): boolean {
  return call.contentType === 'application/fhir+json' || call.contentType === 'application/json';
}

function requireFhirCaller(call: Call, desk: RedoxDesk): void {
  const caller = requireCaller(call, desk, (text) => fhirError(401, 'login', text));
  if (caller.kind === 'legacy')
    throw new Refusal(fhirError(403, 'forbidden', 'Legacy API keys work with the Data Model API only'));
  if (call.params.environment !== caller.environment) {
    throw new Refusal(fhirError(403, 'forbidden', `This key is for ${caller.environment}`));
  }
}

function fits(patient: Patient, form: URLSearchParams): boolean {
  const known: Record<string, string> = {
    _id: patient.id,
    identifier: patient.mrn,
    family: patient.lastName,
    given: patient.firstName,
    birthdate: patient.birthDate,
    gender: patient.sex,
  };
  return Object.entries(known).every(([name, value]) => {
    const asked = form.get(name);
    if (asked === null) return true;
    const bare = name === 'identifier' ? asked.slice(asked.lastIndexOf('|') + 1) : asked;
    return bare.toLowerCase() === value.toLowerCase();
  });
}
