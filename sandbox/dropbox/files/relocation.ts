import { type Answer, jsonAnswer } from '../../stage/answer.js';
import { type Call, textOf } from '../../stage/call.js';
import { rpcArgument } from '../access.js';
import type { DropboxDesk } from '../desk.js';
import { refuseRoute } from '../wording.js';
import { taggedMetadataOf } from './entry-metadata.js';
import {
  dropboxInstant,
  type Entry,
  freePath,
  newEntry,
  pathArgument,
  putEntry,
  requireEntry,
  takeEntries,
  withInside,
} from './folders.js';

/** Move and copy, of a file or of a folder with all that is in it. */
export function relocate(
  call: Call,
  { tree, desk, kind }: { tree: string; desk: DropboxDesk; kind: 'move' | 'copy' },
): Answer {
  const argument = rpcArgument(call);
  const entries = desk.state.data.folders.get(tree);
  const source = requireEntry(entries, pathArgument({ path: textOf(argument, 'from_path') }, call), 'from_lookup');
  const wanted = pathArgument({ path: textOf(argument, 'to_path') }, call);
  if (wanted === '' || wanted.startsWith('id:')) throw refuseRoute('to', 'malformed_path');
  const [from, to] = [source.path.toLowerCase(), wanted.toLowerCase()];
  if (to === from || to.startsWith(`${from}/`)) throw refuseRoute('duplicated_or_nested_paths');
  const known = entries?.get(to);
  if (known !== undefined && argument.autorename !== true) throw refuseRoute('to', 'conflict', known.kind);
  const target = known === undefined ? wanted : freePath(entries, wanted);
  const inside = withInside(entries, source);
  const at = dropboxInstant(desk.clock.now());
  const placed = inside.map((entry) => again(entry, target + entry.path.slice(source.path.length), { kind, at }));
  desk.state.change((data) => {
    if (kind === 'move') takeEntries(data, tree, inside);
    for (const entry of placed) putEntry(data, tree, entry);
  });
  return jsonAnswer(200, { metadata: taggedMetadataOf(placed.find(({ path }) => path === target) ?? source) });
}

/** What is moved stays itself; a copy is another. */
function again(entry: Entry, path: string, { kind, at }: { kind: 'move' | 'copy'; at: string }): Entry {
  const { content, large, id, clientModified } = entry;
  return newEntry(entry.kind, path, {
    at,
    content,
    clientModified,
    ...(large === undefined ? {} : { large }),
    ...(kind === 'move' ? { id } : {}),
  });
}
