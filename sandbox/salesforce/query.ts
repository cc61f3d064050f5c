import { randomBytes } from 'node:crypto';
import { applySelection, columnOf, parseSelection, type Row, type Selection } from '../records/selection.js';
import { type Answer, jsonAnswer, Refusal } from '../stage/answer.js';
import { asRecord, type Call, textOf } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { requireCaller } from './access.js';
import { ANY_HOST, type SalesforceDesk } from './desk.js';
import { isField, tableOf, typeNamed } from './objects.js';
import { apiError } from './wording.js';

/** Smaller than Salesforce's 2,000, so that a demo org has two pages; clients must not count on a size. */
const PAGE_SIZE = 10;

/** SOQL, page by page. */
export function queryRoutes(desk: SalesforceDesk): readonly Route[] {
  const route = (path: string, answer: Route['answer']): Route => ({
    name: 'query',
    method: 'GET',
    host: ANY_HOST,
    path: `/services/data/:version/${path}`,
    answer,
  });
  return [
    route('query', (call) => firstPage(call, desk)),
    route('queryAll', (call) => firstPage(call, desk)),
    route('query/:locator', (call) => nextPage(call, desk)),
  ];
}

function firstPage(call: Call, desk: SalesforceDesk): Answer {
  const { org } = requireCaller(call, desk);
  const text = call.query.get('q');
  if (!text) return apiError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
  return page(call, { text, orgId: org.id, offset: 0, locator: undefined }, desk);
}

function nextPage(call: Call, desk: SalesforceDesk): Answer {
  const { org } = requireCaller(call, desk);
  const [, locator = '', offset = ''] = /^(01g\w+)-(\d+)$/.exec(call.params.locator ?? '') ?? [];
  const known = desk.state.data.locators.get(locator);
  const query = known === undefined ? undefined : asRecord(JSON.parse(known));
  const text = textOf(query, 'text');
  if (text === undefined || textOf(query, 'orgId') !== org.id)
    return apiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  return page(call, { text, orgId: org.id, offset: Number(offset), locator }, desk);
}

function page(
  call: Call,
  query: { text: string; orgId: string; offset: number; locator: string | undefined },
  desk: SalesforceDesk,
): Answer {
  const { selection, type, found } = select(query.text, query.orgId, desk);
  const shown = found.slice(query.offset, query.offset + PAGE_SIZE);
  const next = query.offset + shown.length;
  const isDone = next >= found.length;
  const base = `/services/data/${call.params.version}`;
  const more = isDone ? {} : { nextRecordsUrl: `${base}/query/${query.locator ?? remember(query, desk)}-${next}` };
  const records = shown.map((row) => ({
    attributes: { type, url: `${base}/sobjects/${type}/${String(row.Id)}` },
    ...Object.fromEntries(selection.columns.map((column) => [column, columnOf(row, column) ?? null])),
  }));
  return jsonAnswer(200, { totalSize: found.length, done: isDone, ...more, records });
}

function remember(query: { text: string; orgId: string }, desk: SalesforceDesk): string {
  const locator = `01g${randomBytes(8).toString('hex')}`;
  const { text, orgId } = query;
  desk.state.change(({ locators }) => locators.set(locator, JSON.stringify({ text, orgId })));
  return locator;
}

/** What a query asks for and finds; throws what Salesforce refuses it with. */
export function select(text: string, orgId: string, { state }: SalesforceDesk) {
  const { selection, type } = understand(text);
  const rows = [...tableOf(state.data.objects, orgId, type)].map(([id, record]): Row => ({ ...record, Id: id }));
  return { selection, type, found: applySelection(rows, selection) };
}

function understand(text: string): { selection: Selection; type: string } {
  const selection = parseSelection(text);
  if (typeof selection === 'string') throw new Refusal(apiError(400, 'MALFORMED_QUERY', selection));
  const type = typeNamed(selection.from);
  if (type === undefined)
    throw new Refusal(apiError(400, 'INVALID_TYPE', `sObject type '${selection.from}' is not supported.`));
  const named = [
    ...selection.columns,
    ...selection.where.map(({ field }) => field),
    ...(selection.orderBy ? [selection.orderBy.field] : []),
  ];
  const stranger = named.find((field) => !isField(type, field));
  if (stranger !== undefined) {
    throw new Refusal(apiError(400, 'INVALID_FIELD', `No such column '${stranger}' on entity '${type}'.`));
  }
  return { selection, type };
}
