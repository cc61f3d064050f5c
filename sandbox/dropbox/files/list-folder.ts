import { changesAfter, latestChange } from '../../files/change-log.js';
import { type Answer, jsonAnswer, Refusal } from '../../stage/answer.js';
import { asRecord, type Call, textOf } from '../../stage/call.js';
import { rpcArgument } from '../access.js';
import type { DropboxDesk } from '../desk.js';
import { apiError, badInput, refuseRoute, routeName } from '../wording.js';
import { deletedMetadataOf, taggedMetadataOf } from './entry-metadata.js';
import { pathArgument, requireEntry } from './folders.js';

/** Where a listing goes on; the cursor is this as base64url JSON. */
interface Place {
  readonly tree: string;
  readonly path: string;
  readonly recursive: boolean;
  readonly limit: number;
  /** Paths up to this one have been listed; absent once all of them are. */
  readonly after?: string;
  /** What changed after this is told when all has been listed. */
  readonly since: number;
}

/** A listing from its beginning. */
export function placeIn(call: Call, tree: string, desk: DropboxDesk): Place {
  const argument = rpcArgument(call);
  const path = pathArgument(argument, call);
  const limit = argument.limit ?? 500;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > 2000) {
    throw badInput(routeName(call), 'request body: limit: must be within 1 and 2000');
  }
  const entry = path === '' ? undefined : requireEntry(desk.state.data.folders.get(tree), path, 'path');
  if (entry?.kind === 'file') throw refuseRoute('path', 'not_folder');
  return {
    tree,
    path: entry?.path.toLowerCase() ?? '',
    recursive: argument.recursive === true,
    limit,
    after: '',
    since: latestChange(desk.state.data.entryChanges),
  };
}

export function continueListing(call: Call, tree: string, desk: DropboxDesk): Answer {
  const place = readCursor(textOf(rpcArgument(call), 'cursor') ?? '');
  if (place === undefined || place.tree !== tree) throw new Refusal(apiError(409, { '.tag': 'reset' }));
  if (place.path !== '') requireEntry(desk.state.data.folders.get(tree), place.path, 'path');
  return page(desk, place);
}

/** The next part of a list; once all is listed, what changed since. */
export function page(desk: DropboxDesk, place: Place): Answer {
  return place.after === undefined ? changes(desk, place) : contents(desk, place, place.after);
}

function contents(desk: DropboxDesk, place: Place, after: string): Answer {
  const entries = [...(desk.state.data.folders.get(place.tree)?.entries() ?? [])]
    .filter(([path]) => path > after && isInside(path, place))
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const shown = entries.slice(0, place.limit);
  const { after: _listed, ...end } = place;
  const hasMore = entries.length > shown.length;
  return jsonAnswer(200, {
    entries: shown.map(([, entry]) => taggedMetadataOf(entry)),
    cursor: cursorOf(hasMore ? { ...place, after: shown.at(-1)?.[0] ?? after } : end),
    has_more: hasMore,
  });
}

function changes(desk: DropboxDesk, place: Place): Answer {
  const found = changesAfter(desk.state.data.entryChanges, place.since).filter(
    ({ what }) => what.tree === place.tree && isInside(what.entry.path.toLowerCase(), place),
  );
  const shown = found.slice(0, place.limit);
  return jsonAnswer(200, {
    entries: shown.map(({ what, isGone }) => (isGone ? deletedMetadataOf : taggedMetadataOf)(what.entry)),
    cursor: cursorOf({ ...place, since: shown.at(-1)?.order ?? place.since }),
    has_more: found.length > shown.length,
  });
}

export function cursorOf(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function isInside(path: string, place: Place): boolean {
  if (!path.startsWith(`${place.path}/`)) return false;
  return place.recursive || !path.slice(place.path.length + 1).includes('/');
}

function readCursor(cursor: string): Place | undefined {
  try {
    const place = asRecord(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    const { tree, path, recursive, limit, after, since } = place ?? {};
    if (typeof tree !== 'string' || typeof path !== 'string' || typeof since !== 'number') return undefined;
    const paging = { limit: typeof limit === 'number' ? limit : 500, since };
    return { tree, path, recursive: recursive === true, ...paging, ...(typeof after === 'string' ? { after } : {}) };
  } catch {
    return undefined;
  }
}
