import { type Answer, jsonAnswer, Refusal } from '../../stage/answer.js';
import { asRecord, type Call, textOf } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { requireCaller, rpcArgument, treeName } from '../access.js';
import type { DropboxDesk } from '../desk.js';
import { apiError, badInput, refuseRoute, routeName } from '../wording.js';
import {
  dropboxInstant,
  type Entry,
  findEntry,
  freePath,
  metadataOf,
  newEntry,
  pathArgument,
  putEntry,
  requireEntry,
  taggedMetadataOf,
} from './folders.js';
import { relocate } from './relocation.js';
import { continueSearch, search } from './search.js';

/** Where a listing goes on; the cursor is this as base64url JSON. */
interface Place {
  readonly tree: string;
  readonly path: string;
  readonly recursive: boolean;
  readonly limit: number;
  readonly after: string;
}

/** Folders: listing in pages, metadata, making, moving, searching, deleting. */
export function folderRoutes(desk: DropboxDesk): readonly Route[] {
  const rpc = (name: string, scope: string, answer: (call: Call, tree: string) => Answer): Route => ({
    name,
    method: 'POST',
    host: 'api.dropboxapi.com',
    path: `/2/${name}`,
    answer: (call) => answer(call, treeName(requireCaller(call, desk, scope))),
  });
  return [
    rpc('files/list_folder', 'files.metadata.read', (call, tree) => listFolder(call, tree, desk)),
    rpc('files/list_folder/continue', 'files.metadata.read', (call, tree) => continueListing(call, tree, desk)),
    rpc('files/get_metadata', 'files.metadata.read', (call, tree) => {
      const path = pathArgument(rpcArgument(call), call);
      if (path === '') throw badInput(routeName(call), 'request body: path: The root folder is unsupported.');
      return jsonAnswer(200, taggedMetadataOf(requireEntry(desk.state.data.folders.get(tree), path, 'path')));
    }),
    rpc('files/create_folder_v2', 'files.content.write', (call, tree) => createFolder(call, tree, desk)),
    rpc('files/move_v2', 'files.content.write', (call, tree) => relocate(call, { tree, desk, kind: 'move' })),
    rpc('files/copy_v2', 'files.content.write', (call, tree) => relocate(call, { tree, desk, kind: 'copy' })),
    rpc('files/search_v2', 'files.metadata.read', (call, tree) => search(call, tree, desk)),
    rpc('files/search/continue_v2', 'files.metadata.read', (call, tree) => continueSearch(call, tree, desk)),
    rpc('files/delete_v2', 'files.content.write', (call, tree) => deleteEntry(call, tree, desk)),
  ];
}

function listFolder(call: Call, tree: string, desk: DropboxDesk): Answer {
  const argument = rpcArgument(call);
  const path = pathArgument(argument, call);
  const limit = argument.limit ?? 500;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > 2000) {
    throw badInput(routeName(call), 'request body: limit: must be within 1 and 2000');
  }
  const entry = path === '' ? undefined : requireEntry(desk.state.data.folders.get(tree), path, 'path');
  if (entry?.kind === 'file') throw refuseRoute('path', 'not_folder');
  return page(desk, {
    tree,
    path: entry?.path.toLowerCase() ?? '',
    recursive: argument.recursive === true,
    limit,
    after: '',
  });
}

function continueListing(call: Call, tree: string, desk: DropboxDesk): Answer {
  const place = readCursor(textOf(rpcArgument(call), 'cursor') ?? '');
  if (place === undefined || place.tree !== tree) throw new Refusal(apiError(409, { '.tag': 'reset' }));
  if (place.path !== '') requireEntry(desk.state.data.folders.get(tree), place.path, 'path');
  return page(desk, place);
}

function page(desk: DropboxDesk, place: Place): Answer {
  const entries = [...(desk.state.data.folders.get(place.tree)?.entries() ?? [])]
    .filter(([path]) => path > place.after && isInside(path, place))
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const shown = entries.slice(0, place.limit);
  const cursor = Buffer.from(JSON.stringify({ ...place, after: shown.at(-1)?.[0] ?? place.after })).toString(
    'base64url',
  );
  return jsonAnswer(200, {
    entries: shown.map(([, entry]) => taggedMetadataOf(entry)),
    cursor,
    has_more: entries.length > shown.length,
  });
}

function isInside(path: string, place: Place): boolean {
  if (!path.startsWith(`${place.path}/`)) return false;
  return place.recursive || !path.slice(place.path.length + 1).includes('/');
}

function readCursor(cursor: string): Place | undefined {
  try {
    const place = asRecord(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    const { tree, path, recursive, limit, after } = place ?? {};
    if (typeof tree !== 'string' || typeof path !== 'string' || typeof after !== 'string') return undefined;
    return { tree, path, after, recursive: recursive === true, limit: typeof limit === 'number' ? limit : 500 };
  } catch {
    return undefined;
  }
}

function createFolder(call: Call, tree: string, desk: DropboxDesk): Answer {
  const argument = rpcArgument(call);
  const wanted = pathArgument(argument, call);
  if (wanted === '' || wanted.startsWith('id:')) throw refuseRoute('path', 'malformed_path');
  const { folders } = desk.state.data;
  const known = findEntry(folders.get(tree), wanted);
  if (known !== undefined && argument.autorename !== true) throw refuseRoute('path', 'conflict', known.kind);
  const path = known === undefined ? wanted : freePath(folders.get(tree), wanted);
  const entry: Entry = newEntry('folder', path, { at: dropboxInstant(desk.clock.now()), content: '' });
  desk.state.change((data) => putEntry(data.folders, tree, entry));
  return jsonAnswer(200, { metadata: metadataOf(entry) });
}

function deleteEntry(call: Call, tree: string, desk: DropboxDesk): Answer {
  const argument = rpcArgument(call);
  const entry = requireEntry(desk.state.data.folders.get(tree), pathArgument(argument, call), 'path_lookup');
  const parentRev = textOf(argument, 'parent_rev');
  if (parentRev !== undefined && parentRev !== entry.rev) throw refuseRoute('path_write', 'conflict', entry.kind);
  const key = entry.path.toLowerCase();
  desk.state.change(({ folders }) => {
    const entries = folders.get(tree);
    for (const path of [...(entries?.keys() ?? [])])
      if (path === key || path.startsWith(`${key}/`)) entries?.delete(path);
  });
  return jsonAnswer(200, { metadata: taggedMetadataOf(entry) });
}
