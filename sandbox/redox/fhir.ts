import { type Answer, jsonAnswer, Refusal } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { requireCaller } from './access.js';
import type { RedoxDesk } from './desk.js';
import { type Patient, toFhir } from './patients.js';
import { fhirError } from './wording.js';

const BASE = '/fhir/R4/:destination/:environment';
const FHIR_JSON = { 'content-type': 'application/fhir+json' };

/** FHIR Patient, read and search; OAuth keys only, and only in the environment of the key. */
export function fhirRoutes(host: string, desk: RedoxDesk): readonly Route[] {
  return [
    { name: 'fhir', method: 'POST', host, path: `${BASE}/Patient/_search`, answer: (call) => search(call, desk) },
    { name: 'fhir', method: 'GET', host, path: `${BASE}/Patient/:id`, answer: (call) => read(call, desk) },
  ];
}

function read(call: Call, desk: RedoxDesk): Answer {
  requireFhirCaller(call, desk);
  const patient = desk.state.data.patients.get(call.params.id ?? '');
  if (patient === undefined) return fhirError(404, 'not-found', `Patient/${call.params.id} is not known`);
  return jsonAnswer(200, toFhir(patient), FHIR_JSON);
}

function search(call: Call, desk: RedoxDesk): Answer {
  requireFhirCaller(call, desk);
  const form = call.form();
  if (form === undefined) return fhirError(400, 'invalid', 'Search parameters travel as a form');
  const found = [...desk.state.data.patients.values()].filter((patient) => fits(patient, form));
  const self = { relation: 'self', url: call.address };
  const entry = found.map((patient) => ({
    fullUrl: `${call.address.replace('/_search', '')}/${patient.id}`,
    resource: toFhir(patient),
    search: { mode: 'match' },
  }));
  return jsonAnswer(
    200,
    { resourceType: 'Bundle', type: 'searchset', total: found.length, link: [self], entry },
    FHIR_JSON,
  );
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
