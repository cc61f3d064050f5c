import type { Row } from '../records/selection.js';
import { type Answer, jsonAnswer } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { requireCaller } from './access.js';
import { ANY_HOST, type SalesforceDesk } from './desk.js';
import { isField, OBJECT_TYPES, tableOf, typeNamed } from './objects.js';
import { apiError } from './wording.js';

const SOSL =
  /^\s*FIND\s*\{(?<words>(?:[^{}\\]|\\.)+)\}(?:\s+IN\s+(?<fields>ALL|NAME|EMAIL|PHONE)\s+FIELDS)?(?:\s+RETURNING\s+(?<objects>.+?))?\s*$/is;
const OBJECT = /\s*(\w+)\s*(?:\(([^()]*)\))?\s*(?:,|$)/gy;
const NAMES = ['Name', 'FirstName', 'LastName', 'Subject'];

interface Wanted {
  readonly type: string;
  readonly fields: readonly string[];
}

/** SOSL, and what the org has left. */
export function searchRoutes(desk: SalesforceDesk): readonly Route[] {
  const at = { method: 'GET', host: ANY_HOST } as const;
  return [
    { ...at, name: 'search', path: '/services/data/:version/search', answer: (call) => search(call, desk) },
    { ...at, name: 'limits', path: '/services/data/:version/limits', answer: (call) => limits(call, desk) },
  ];
}

function limits(call: Call, desk: SalesforceDesk): Answer {
  requireCaller(call, desk);
  return jsonAnswer(200, { DailyApiRequests: { Max: 15_000, Remaining: 14_982 } });
}

function search(call: Call, desk: SalesforceDesk): Answer {
  const { org } = requireCaller(call, desk);
  const { words, fields = 'ALL', objects } = SOSL.exec(call.query.get('q') ?? '')?.groups ?? {};
  const wanted = words === undefined ? undefined : wantedIn(objects);
  if (words === undefined || wanted === undefined) return apiError(400, 'MALFORMED_SEARCH', 'unexpected token');
  if (words.trim().length < 2)
    return apiError(400, 'MALFORMED_SEARCH', 'search term must be longer than one character');
  const stranger = wanted.find(({ type, fields: asked }) => !asked.every((field) => isField(type, field)));
  if (stranger) return apiError(400, 'INVALID_FIELD', `No such column on entity '${stranger.type}'.`);
  const sought = words.replace(/\\(.)/g, '$1').toLowerCase();
  const searchRecords = wanted.flatMap(({ type, fields: asked }) =>
    [...tableOf(desk.state.data.objects, org.id, type)]
      .map(([id, record]): Row => ({ ...record, Id: id }))
      .filter((row) => fieldsSearched(row, fields).some((value) => value.toLowerCase().includes(sought)))
      .map((row) => ({
        attributes: { type, url: `/services/data/${call.params.version}/sobjects/${type}/${String(row.Id)}` },
        ...Object.fromEntries(asked.map((field) => [field, row[field] ?? null])),
      })),
  );
  return jsonAnswer(200, { searchRecords });
}

/** Without names of fields it tells the id alone; undefined for an object that is none. */
function wantedIn(objects: string | undefined): readonly Wanted[] | undefined {
  if (objects === undefined) return Object.keys(OBJECT_TYPES).map((type) => ({ type, fields: ['Id'] }));
  const found = [...objects.matchAll(OBJECT)];
  if (found.map(([all]) => all).join('') !== objects) return undefined;
  const wanted = found.flatMap(([, name = '', fields = 'Id']): readonly Wanted[] => {
    const type = typeNamed(name);
    return type === undefined ? [] : [{ type, fields: fields.split(',').map((field) => field.trim()) }];
  });
  return wanted.length === found.length ? wanted : undefined;
}

function fieldsSearched(row: Row, fields: string): readonly string[] {
  const isMeant = (name: string): boolean => {
    if (fields.toUpperCase() === 'ALL') return true;
    return fields.toUpperCase() === 'NAME' ? NAMES.includes(name) : name.toLowerCase() === fields.toLowerCase();
  };
  return Object.entries(row).flatMap(([name, value]) => (isMeant(name) && typeof value === 'string' ? [value] : []));
}
