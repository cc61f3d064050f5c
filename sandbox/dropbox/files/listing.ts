import { type Answer, jsonAnswer } from '../../stage/answer.js';
import { type Call, textOf } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { requireCaller, rpcArgument, treeName } from '../access.js';
import type { DropboxDesk } from '../desk.js';
import { badInput, refuseRoute, routeName } from '../wording.js';
import { metadataOf, taggedMetadataOf } from './entry-metadata.js';
import {
  dropboxInstant,
  type Entry,
  findEntry,
  freePath,
  newEntry,
  pathArgument,
  putEntry,
  requireEntry,
  takeEntries,
  withInside,
} from './folders.js';
import { continueListing, cursorOf, page, placeIn } from './list-folder.js';
import { relocate } from './relocation.js';
import { continueSearch, search } from './search.js';

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
    rpc('files/list_folder', 'files.metadata.read', (call, tree) => page(desk, placeIn(call, tree, desk))),
    rpc('files/list_folder/get_latest_cursor', 'files.metadata.read', (call, tree) => {
      const { after: _listed, ...place } = placeIn(call, tree, desk);
      return jsonAnswer(200, { cursor: cursorOf(place) });
    }),
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

function createFolder(call: Call, tree: string, desk: DropboxDesk): Answer {
  const argument = rpcArgument(call);
  const wanted = pathArgument(argument, call);
  if (wanted === '' || wanted.startsWith('id:')) throw refuseRoute('path', 'malformed_path');
  const { folders } = desk.state.data;
  const known = findEntry(folders.get(tree), wanted);
  if (known !== undefined && argument.autorename !== true) throw refuseRoute('path', 'conflict', known.kind);
  const path = known === undefined ? wanted : freePath(folders.get(tree), wanted);
  const entry: Entry = newEntry('folder', path, { at: dropboxInstant(desk.clock.now()), content: '' });
  desk.state.change((data) => putEntry(data, tree, entry));
  return jsonAnswer(200, { metadata: metadataOf(entry) });
}

function deleteEntry(call: Call, tree: string, desk: DropboxDesk): Answer {
  const argument = rpcArgument(call);
  const entry = requireEntry(desk.state.data.folders.get(tree), pathArgument(argument, call), 'path_lookup');
  const parentRev = textOf(argument, 'parent_rev');
  if (parentRev !== undefined && parentRev !== entry.rev) throw refuseRoute('path_write', 'conflict', entry.kind);
  desk.state.change((data) => takeEntries(data, tree, withInside(data.folders.get(tree), entry)));
  return jsonAnswer(200, { metadata: taggedMetadataOf(entry) });
}
