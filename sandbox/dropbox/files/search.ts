import { type Answer, jsonAnswer, Refusal } from '../../stage/answer.js';
import { asRecord, type Call, textOf } from '../../stage/call.js';
import { rpcArgument } from '../access.js';
import type { DropboxDesk } from '../desk.js';
import { apiError, badInput, routeName } from '../wording.js';
import { taggedMetadataOf } from './entry-metadata.js';

interface Search {
  readonly tree: string;
  readonly words: string;
  readonly path: string;
  readonly most: number;
  readonly from: number;
}

/** Names that have the words in them; contents are not searched here. */
export function search(call: Call, tree: string, desk: DropboxDesk): Answer {
  const argument = rpcArgument(call);
  const options = asRecord(argument.options);
  const words = textOf(argument, 'query');
  if (!words || words.length > 1000) throw badInput(routeName(call), "request body: missing required field 'query'");
  const most = options?.max_results ?? 100;
  if (typeof most !== 'number' || !Number.isInteger(most) || most < 1 || most > 1000) {
    throw badInput(routeName(call), 'request body: options: max_results: must be within 1 and 1000');
  }
  return page(desk, { tree, words, path: textOf(options, 'path') ?? '', most, from: 0 });
}

export function continueSearch(call: Call, tree: string, desk: DropboxDesk): Answer {
  const search = readCursor(textOf(rpcArgument(call), 'cursor') ?? '');
  if (search?.tree !== tree) throw new Refusal(apiError(409, { '.tag': 'reset' }));
  return page(desk, search);
}

function page(desk: DropboxDesk, search: Search): Answer {
  const { tree, words, path, most, from } = search;
  const found = [...(desk.state.data.folders.get(tree)?.entries() ?? [])]
    .filter(([key]) => key.startsWith(`${path.toLowerCase()}/`) && nameOf(key).includes(words.toLowerCase()))
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const shown = found.slice(from, from + most);
  const hasMore = found.length > from + most;
  return jsonAnswer(200, {
    matches: shown.map(([, entry]) => ({
      metadata: { '.tag': 'metadata', metadata: taggedMetadataOf(entry) },
      match_type: { '.tag': 'filename' },
    })),
    has_more: hasMore,
    ...(hasMore ? { cursor: cursorOf({ ...search, from: from + most }) } : {}),
  });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function cursorOf(search: Search): string {
  return Buffer.from(JSON.stringify(search)).toString('base64url');
}

function readCursor(cursor: string): Search | undefined {
  try {
    const { tree, words, path, most, from } = asRecord(JSON.parse(Buffer.from(cursor, 'base64url').toString())) ?? {};
    if (typeof tree !== 'string' || typeof words !== 'string' || typeof path !== 'string') return undefined;
    return { tree, words, path, most: Number(most), from: Number(from) };
  } catch {
    return undefined;
  }
}
