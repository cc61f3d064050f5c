import { type Answer, jsonAnswer } from '../stage/answer.js';
import { asRecord, type Call, textOf } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { headerArgument, requireCaller, requireContentType, routeName } from './access.js';
import type { DropboxDesk } from './dropbox.js';
import {
  contentHash,
  dropboxInstant,
  type Entry,
  findEntry,
  freePath,
  metadataOf,
  newEntry,
  pathArgument,
  putEntry,
  requireEntry,
  treeName,
} from './folders.js';
import { badInput, refuseRoute, refuseUpload } from './wording.js';

const HOST = 'content.dropboxapi.com';

/** Bytes up and down; the argument travels in the header `Dropbox-API-Arg`. */
export function contentRoutes(desk: DropboxDesk): readonly Route[] {
  const download = { name: 'files/download', host: HOST, path: '/2/files/download' } as const;
  return [
    { name: 'files/upload', method: 'POST', host: HOST, path: '/2/files/upload', answer: (call) => upload(call, desk) },
    { ...download, method: 'POST', answer: (call) => downloadFile(call, desk) },
    { ...download, method: 'GET', answer: (call) => downloadFile(call, desk) },
  ];
}

function upload(call: Call, desk: DropboxDesk): Answer {
  const tree = treeName(requireCaller(call, desk, 'files.content.write'));
  requireContentType(call, ['application/octet-stream', 'text/plain']);
  const argument = headerArgument(call);
  const wanted = pathArgument(argument, call);
  if (wanted === '') throw refuseUpload('malformed_path');
  const hash = textOf(argument, 'content_hash');
  if (hash !== undefined && hash !== contentHash(call.body)) throw refuseRoute('content_hash_mismatch');
  const entries = desk.state.data.folders.get(tree);
  const known = findEntry(entries, wanted);
  if (known === undefined && wanted.startsWith('id:')) throw refuseUpload('malformed_path');
  const content = call.body.toString('base64');
  const turn = placeOf(call, { argument, known, content });
  if (turn === 'same' && known !== undefined) return jsonAnswer(200, metadataOf(known));
  if (turn === 'conflict' && argument.autorename !== true) throw refuseUpload('conflict', known?.kind ?? 'file');
  const path = turn === 'conflict' ? freePath(entries, known?.path ?? wanted) : (known?.path ?? wanted);
  const clientModified = textOf(argument, 'client_modified');
  const entry = newEntry('file', path, {
    at: dropboxInstant(desk.clock.now()),
    content,
    ...(turn === 'conflict' || known === undefined ? {} : { id: known.id }),
    ...(clientModified === undefined ? {} : { clientModified }),
  });
  desk.state.change(({ folders }) => putEntry(folders, tree, entry));
  return jsonAnswer(200, metadataOf(entry));
}

/** What the write mode makes of an entry that is there already. */
function placeOf(
  call: Call,
  facts: { argument: Record<string, unknown>; known: Entry | undefined; content: string },
): 'free' | 'replace' | 'same' | 'conflict' {
  const { known, argument } = facts;
  const { mode = 'add' } = argument;
  const tag = typeof mode === 'string' ? mode : textOf(asRecord(mode), '.tag');
  if (tag !== 'add' && tag !== 'overwrite' && tag !== 'update') {
    throw badInput(routeName(call), 'HTTP header "Dropbox-API-Arg": mode: expected one of add, overwrite, update');
  }
  if (known === undefined) return 'free';
  if (known.kind === 'folder') return 'conflict';
  if (tag === 'overwrite') return 'replace';
  if (tag === 'update') return textOf(asRecord(mode), 'update') === known.rev ? 'replace' : 'conflict';
  return known.content === facts.content && argument.strict_conflict !== true ? 'same' : 'conflict';
}

function downloadFile(call: Call, desk: DropboxDesk): Answer {
  const tree = treeName(requireCaller(call, desk, 'files.content.read'));
  requireContentType(call, ['', 'text/plain', 'application/octet-stream']);
  const argument = headerArgument(call);
  const entry = requireEntry(desk.state.data.folders.get(tree), pathArgument(argument, call), 'path');
  if (entry.kind === 'folder') throw refuseRoute('path', 'not_file');
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      etag: `W/"${entry.rev}"`,
      'dropbox-api-result': asciiJson(metadataOf(entry)),
    },
    body: Buffer.from(entry.content, 'base64'),
  };
}

/** JSON that fits a header: every character from U+007F up escaped, surrogates one by one. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
