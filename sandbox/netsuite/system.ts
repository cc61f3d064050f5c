import { applySelection, columnOf, parseSelection, type Row } from '../records/selection.js';
import { type Answer, jsonAnswer, Refusal } from '../stage/answer.js';
import { asRecord, type Call, textOf } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { requireCaller } from './access.js';
import type { NetsuiteDesk } from './desk.js';
import { collection, readPaging } from './records/collection.js';
import { isRecordType, rowsOf } from './records/record-store.js';
import { restError } from './wording.js';

const HOST = '*.suitetalk.api.netsuite.com';

/** The probe, the limits, and SuiteQL. */
export function systemRoutes(desk: NetsuiteDesk): readonly Route[] {
  return [
    {
      name: 'serverTime',
      method: 'GET',
      host: HOST,
      path: '/services/rest/system/v1/serverTime',
      answer: (call) => {
        requireCaller(call, desk);
        return jsonAnswer(200, { serverTime: desk.clock.iso() });
      },
    },
    {
      name: 'governanceLimits',
      method: 'GET',
      host: HOST,
      path: '/services/rest/system/v1/governanceLimits',
      answer: (call) => {
        requireCaller(call, desk);
        return jsonAnswer(200, { accountConcurrencyLimit: 5, accountUnallocatedConcurrencyLimit: 5 });
      },
    },
    {
      name: 'suiteql',
      method: 'POST',
      host: HOST,
      path: '/services/rest/query/v1/suiteql',
      answer: (call) => suiteql(call, desk),
    },
  ];
}

function suiteql(call: Call, desk: NetsuiteDesk): Answer {
  const { account } = requireCaller(call, desk);
  if (call.header('prefer') !== 'transient') {
    return restError(400, {
      detail: 'Missing or invalid Prefer header. Use Prefer: transient.',
      code: 'INVALID_HEADER',
    });
  }
  if (call.contentType !== 'application/json') {
    return restError(415, { detail: 'The request content type is not supported.', code: 'INVALID_CONTENT' });
  }
  const body = asRecord(call.json());
  const text = textOf(body, 'q');
  if (!text) return restError(400, { detail: 'Invalid content: "q" is required.', code: 'INVALID_CONTENT', path: 'q' });
  const selection = parseSelection(text, Array.isArray(body?.params) ? body.params : []);
  if (typeof selection === 'string') throw badQuery(selection);
  if (!isRecordType(selection.from.toLowerCase())) throw badQuery(`Record '${selection.from}' was not found.`);
  const rows = applySelection(rowsOf(desk.state.data.records, account, selection.from), selection);
  const items = rows.map((row) => ({ links: [], ...textColumns(row, selection.columns) }));
  return jsonAnswer(200, collection(call, items, readPaging(call)));
}

/** Values are texts, and a column that is null is left out. */
function textColumns(row: Row, columns: readonly string[]): Record<string, string> {
  const names = columns.includes('*') ? Object.keys(row) : columns;
  const pairs = names
    .map((name) => [name.toLowerCase(), columnOf(row, name)] as const)
    .filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(pairs.map(([name, value]) => [name, plainText(value)]));
}

function plainText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (typeof value !== 'object' || value === null) return String(value);
  return String(asRecord(value)?.id ?? JSON.stringify(value));
}

function badQuery(text: string): Refusal {
  const detail = `Invalid search query. Detailed unprocessed description follows. ${text}`;
  return new Refusal(restError(400, { detail, code: 'INVALID_PARAMETER', queryParam: 'q' }));
}
