import { type Answer, jsonAnswer } from '../../stage/answer.js';
import { asRecord, type Call, textOf } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { requireCaller } from '../access.js';
import { ANY_HOST, type SalesforceDesk } from '../desk.js';
import { OBJECT_TYPES } from '../objects.js';
import { apiError } from '../wording.js';
import { failed, type InnerCalls, type InnerRequest, outcomeOf, type RecordOutcome } from './inner-calls.js';

const BASE = '/services/data/:version/composite/sobjects';
const MOST_RECORDS = 200;
const ROLLED_BACK = 'Record rolled back because not all records were valid and the request was using AllOrNone header';

/** One record's request, or what is wrong with it. */
type Change = (InnerRequest & { readonly id?: string }) | RecordOutcome;

/** sObject collections: up to 200 records in one call, each with an outcome of its own, in order. */
export function collectionRoutes(desk: SalesforceDesk, inner: InnerCalls): readonly Route[] {
  const route = (method: Route['method'], path: string, changesOf: (call: Call) => readonly Change[]): Route => ({
    name: 'collections',
    method,
    host: ANY_HOST,
    path: `${BASE}${path}`,
    answer: (call) => answerAll(call, changesOf(call), { desk, inner }),
  });
  return [
    route('POST', '', (call) => recordsOf(call).map((record) => creation(call, record))),
    route('PATCH', '', (call) => recordsOf(call).map((record) => update(call, record))),
    route('PATCH', '/:type/:field', (call) => recordsOf(call).map((record) => upsert(call, record))),
    route('DELETE', '', (call) => idsOf(call).map((id) => deletion(call, id))),
  ];
}

async function answerAll(
  call: Call,
  changes: readonly Change[],
  { desk, inner }: { desk: SalesforceDesk; inner: InnerCalls },
): Promise<Answer> {
  const { org } = requireCaller(call, desk);
  if (changes.length === 0) return apiError(400, 'REQUIRED_FIELD_MISSING', 'The records are missing.');
  if (changes.length > MOST_RECORDS) {
    return apiError(400, 'EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${MOST_RECORDS} records`);
  }
  const before = structuredClone(desk.state.data.objects.get(org.id));
  const outcomes: RecordOutcome[] = [];
  for (const change of changes) {
    outcomes.push('success' in change ? change : outcomeOf(await inner.ask(call, change), change.id));
  }
  if (!isAllOrNone(call) || outcomes.every(({ success }) => success)) return jsonAnswer(200, outcomes);
  desk.state.change(({ objects }) => objects.set(org.id, before ?? new Map()));
  const undone = failed('ALL_OR_NONE_OPERATION_ROLLED_BACK', ROLLED_BACK);
  return jsonAnswer(
    200,
    outcomes.map((outcome) => (outcome.success ? undone : outcome)),
  );
}

function isAllOrNone(call: Call): boolean {
  return call.query.get('allOrNone') === 'true' || asRecord(call.json())?.allOrNone === true;
}

function recordsOf(call: Call): readonly Record<string, unknown>[] {
  const records = asRecord(call.json())?.records;
  return Array.isArray(records) ? records.map((record) => asRecord(record) ?? {}) : [];
}

function idsOf(call: Call): readonly string[] {
  return (call.query.get('ids') ?? '').split(',').filter(Boolean);
}

function creation(call: Call, record: Record<string, unknown>): Change {
  return { method: 'POST', path: `${sobjects(call)}/${typeOf(record)}`, body: record };
}

function update(call: Call, { id, Id, ...record }: Record<string, unknown>): Change {
  const known = typeof id === 'string' ? id : Id;
  if (typeof known !== 'string') return failed('MISSING_ARGUMENT', 'Id not specified in an update call');
  return { method: 'PATCH', path: `${sobjects(call)}/${typeOf(record)}/${known}`, body: record, id: known };
}

function upsert(call: Call, record: Record<string, unknown>): Change {
  const { type = '', field = '' } = call.params;
  const { [field]: value, ...others } = record;
  if (typeof value !== 'string' || value === '') return failed('MISSING_ARGUMENT', `${field} not specified`);
  return { method: 'PATCH', path: `${sobjects(call)}/${type}/${field}/${encodeURIComponent(value)}`, body: others };
}

/** The type is in the id's first three characters. */
function deletion(call: Call, id: string): Change {
  const type = Object.entries(OBJECT_TYPES).find(([, { prefix }]) => prefix === id.slice(0, prefix.length))?.[0];
  if (type === undefined) return failed('MALFORMED_ID', `malformed id ${id}`);
  return { method: 'DELETE', path: `${sobjects(call)}/${type}/${encodeURIComponent(id)}`, id };
}

function typeOf(record: Record<string, unknown>): string {
  return textOf(asRecord(record.attributes), 'type') ?? 'unknown';
}

function sobjects(call: Call): string {
  return `/services/data/${call.params.version}/sobjects`;
}
