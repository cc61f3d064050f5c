import { createHash, randomUUID } from 'node:crypto';
import { type Answer, jsonAnswer, Refusal } from '../stage/answer.js';
import { asRecord, type Call, textOf } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { type RedoxCaller, requireCaller } from './access.js';
import { isQuery, knowsEvent } from './data-models.js';
import type { RedoxDesk } from './desk.js';
import type { Patient } from './patients.js';
import { toDataModel } from './patients.js';
import { messageError } from './wording.js';

/** Data Model messages by `/endpoint` (and the older `/query`), and files by `/uploads`. */
export function messageRoutes(host: string, desk: RedoxDesk): readonly Route[] {
  const paths = ['/endpoint', '/query'];
  const uploads = ['/uploads', '/upload'];
  return [
    ...paths.map(
      (path): Route => ({ name: 'endpoint', method: 'POST', host, path, answer: (call) => takeMessage(call, desk) }),
    ),
    ...uploads.map(
      (path): Route => ({ name: 'uploads', method: 'POST', host, path, answer: (call) => takeFile(call, desk) }),
    ),
  ];
}

function takeMessage(call: Call, desk: RedoxDesk): Answer {
  const caller = requireCaller(call, desk, (text) => messageError(401, text));
  const body = call.contentType === 'application/json' ? asRecord(call.json()) : undefined;
  if (body === undefined) return messageError(400, 'The body must be a JSON object');
  const meta = asRecord(body.Meta);
  const model = textOf(meta, 'DataModel');
  const event = textOf(meta, 'EventType');
  if (meta === undefined || !model || !event)
    return messageError(400, 'Meta.DataModel and Meta.EventType are required', meta);
  if (!knowsEvent(model, event)) return messageError(403, `Unknown event ${model} ${event}`, meta);
  requireSource(meta, caller, desk);
  requireDestinations(meta, isQuery(model, event));
  call.notes.event = `${model} ${event}`;
  const answered = isQuery(model, event) ? answerQuery(body, model, desk) : {};
  return jsonAnswer(200, { Meta: { ...answerMeta(meta, caller, desk), ...answered.meta }, ...answered.content });
}

/** With several OAuth keys in an environment a message says whose it is; nobody sends as another. */
function requireSource(
  meta: Record<string, unknown>,
  { kind, environment, source }: RedoxCaller,
  desk: RedoxDesk,
): void {
  const named = textOf(asRecord(meta.Source), 'ID');
  const keys = [...desk.state.data.oauthKeys.values()].filter((key) => key.environment === environment);
  if (named === undefined && (kind === 'legacy' || keys.length < 2)) return;
  if (named === undefined) throw new Refusal(messageError(400, 'Meta.Source.ID is required', meta));
  if (named !== source.ID) throw new Refusal(messageError(403, 'The source does not belong to this key', meta));
}

function requireDestinations(meta: Record<string, unknown>, isForQuery: boolean): void {
  const destinations = Array.isArray(meta.Destinations) ? meta.Destinations.map(asRecord) : [];
  if (destinations.length === 0 || !destinations.every((one) => textOf(one, 'ID'))) {
    throw new Refusal(messageError(403, 'Missing destination identifier', meta));
  }
  if (isForQuery && destinations.length > 1) {
    throw new Refusal(messageError(400, 'A query goes to exactly one destination', meta));
  }
}

function answerMeta(meta: Record<string, unknown>, caller: RedoxCaller, desk: RedoxDesk): Record<string, unknown> {
  return {
    ...meta,
    EventDateTime: textOf(meta, 'EventDateTime') ?? desk.clock.iso(),
    Test: caller.environment !== 'Production',
    Source: caller.source,
    Logs: [{ ID: randomUUID(), AttemptID: randomUUID() }],
    Message: { ID: randomId() },
    Transmission: { ID: randomId() },
    FacilityCode: textOf(meta, 'FacilityCode') ?? null,
  };
}

/** What the destination would say: a patient for PatientSearch, the bare response model for the others. */
function answerQuery(
  body: Record<string, unknown>,
  model: string,
  desk: RedoxDesk,
): { meta?: Record<string, unknown>; content?: Record<string, unknown> } {
  if (model !== 'PatientSearch') return { meta: { EventType: `${textOf(asRecord(body.Meta), 'EventType')}Response` } };
  const wanted = asRecord(body.Patient);
  const patient = [...desk.state.data.patients.values()].find((candidate) => fits(candidate, wanted));
  return {
    meta: { EventType: 'Response' },
    content: { Patient: patient === undefined ? null : toDataModel(patient), PotentialMatches: [] },
  };
}

function fits(patient: Patient, wanted: Record<string, unknown> | undefined): boolean {
  const identifiers = Array.isArray(wanted?.Identifiers) ? wanted.Identifiers.map(asRecord) : [];
  if (identifiers.length > 0) return identifiers.some((identifier) => textOf(identifier, 'ID') === patient.mrn);
  const asked = asRecord(wanted?.Demographics);
  const pairs = [
    [textOf(asked, 'FirstName'), patient.firstName],
    [textOf(asked, 'LastName'), patient.lastName],
    [textOf(asked, 'DOB'), patient.birthDate],
  ].filter(([one]) => one !== undefined);
  return pairs.length > 0 && pairs.every(([one, known]) => one?.toLowerCase() === known?.toLowerCase());
}

function takeFile(call: Call, desk: RedoxDesk): Answer {
  const { source } = requireCaller(call, desk, (text) => messageError(401, text));
  if (call.contentType !== 'multipart/form-data' || !/name="file"/.test(call.body.toString('latin1'))) {
    return messageError(400, 'Send multipart/form-data with a part named file');
  }
  const id = randomUUID();
  const digest = createHash('sha256').update(call.body).digest('hex');
  desk.state.change(({ uploads }) => uploads.set(`${source.ID} ${id}`, digest));
  return jsonAnswer(201, { URI: `https://blob.redoxengine.com/upload/${id}` });
}

function randomId(): number {
  return Math.floor(Math.random() * 1e9);
}
