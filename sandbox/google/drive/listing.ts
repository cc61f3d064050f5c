import { type Answer, jsonAnswer } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import type { GoogleCaller, GoogleDesk } from '../desk.js';
import { refuse } from '../wording.js';
import { type DriveFile, resourceOf } from './drive-file.js';
import { ensureRoot, idOf, maySee } from './drive-store.js';
import { masked } from './field-mask.js';
import { parseSearch } from './search.js';

const USUAL = 'kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)';

/** The files that a search finds, in pages; the tops of drives are in no list. */
export function listFiles(call: Call, caller: GoogleCaller, desk: GoogleDesk): Answer {
  const { query } = call;
  const size = pageSizeOf(query);
  ensureRoot(desk, caller);
  const condition = parseSearch(query.get('q') ?? '', (id) => idOf(id, caller));
  const withShared = withSharedDrives(query);
  const found = [...desk.state.data.files.values()]
    .filter((file) => file.parent !== undefined && (withShared || file.driveId === undefined))
    .filter((file) => maySee(desk, caller, file) && condition(file))
    .sort(order(query.get('orderBy')));
  const from = Number(Buffer.from(query.get('pageToken') ?? '', 'base64url').toString() || 0);
  if (!Number.isInteger(from)) throw refuse(400, 'invalid', 'Invalid Value');
  const next = from + size < found.length ? Buffer.from(String(from + size)).toString('base64url') : undefined;
  const body = {
    kind: 'drive#fileList',
    incompleteSearch: false,
    ...(next === undefined ? {} : { nextPageToken: next }),
    files: found.slice(from, from + size).map(resourceOf),
  };
  return jsonAnswer(200, masked(body, query.get('fields'), USUAL));
}

export function withSharedDrives(query: URLSearchParams): boolean {
  const isAsked = query.get('includeItemsFromAllDrives') === 'true';
  if (!isAsked || query.get('supportsAllDrives') === 'true') return isAsked;
  throw refuse(403, 'teamDrivesParameterMismatch', 'includeItemsFromAllDrives needs supportsAllDrives.');
}

export function pageSizeOf(query: URLSearchParams): number {
  const asked = query.get('pageSize') ?? '100';
  const size = Number(asked);
  if (Number.isInteger(size) && size >= 1 && size <= 1000) return size;
  throw refuse(400, 'invalidParameter', `Invalid value '${asked}'. Values must be within the range: [1, 1000]`);
}

const ORDERS: Readonly<Record<string, (file: DriveFile) => string>> = {
  name: (file) => file.name.toLowerCase(),
  modifiedTime: (file) => file.modifiedTime,
  createdTime: (file) => file.createdTime,
};

function order(orderBy: string | null): (left: DriveFile, right: DriveFile) => number {
  const keys = (orderBy ?? '').split(',').filter(Boolean);
  return (left, right) => {
    for (const key of keys) {
      const [name = '', direction] = key.trim().split(' ');
      const read = Object.hasOwn(ORDERS, name) ? ORDERS[name] : undefined;
      if (read === undefined) throw refuse(400, 'invalid', 'Invalid Value');
      const turn = direction === 'desc' ? -1 : 1;
      if (read(left) !== read(right)) return read(left) < read(right) ? -turn : turn;
    }
    return left.id < right.id ? -1 : 1;
  };
}
