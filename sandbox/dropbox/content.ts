import { type Answer, jsonAnswer } from '../stage/answer.js';
import { asRecord, type Call, textOf } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { headerArgument, requireCaller, requireContentType, treeName } from './access.js';
import type { DropboxDesk } from './desk.js';
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
} from './folders.js';
import { badInput, refuseRoute, refuseUpload, routeName } from './wording.js';

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

/** An upload as asked for, beside what is at its path now. */
interface Upload {
  readonly path: string;
  readonly content: Buffer;
  readonly argument: Record<string, unknown>;
  readonly known: Entry | undefined;
}

type Turn = 'free' | 'replace' | 'same' | 'conflict';

function upload(call: Call, desk: DropboxDesk): Answer {
  const tree = treeName(requireCaller(call, desk, 'files.content.write'));
  requireContentType(call, ['application/octet-stream', 'text/plain']);
  const entries = desk.state.data.folders.get(tree);
  const asked = readUpload(call, entries);
  const turn = turnOf(call, asked);
  const { known, argument } = asked;
  if (turn === 'same' && known !== undefined) return jsonAnswer(200, metadataOf(known));
  if (turn === 'conflict' && argument.autorename !== true) throw refuseUpload('conflict', known?.kind ?? 'file');
  const path = known?.path ?? asked.path;
  const entry = newEntry('file', turn === 'conflict' ? freePath(entries, path) : path, {
    at: dropboxInstant(desk.clock.now()),
    content: asked.content.toString('base64'),
    ...(turn === 'replace' && known !== undefined ? { id: known.id } : {}),
    clientModified: textOf(argument, 'client_modified'),
  });
  desk.state.change(({ folders }) => putEntry(folders, tree, entry));
  return jsonAnswer(200, metadataOf(entry));
}

function readUpload(call: Call, entries: ReadonlyMap<string, Entry> | undefined): Upload {
  const argument = headerArgument(call);
  const path = pathArgument(argument, call);
  const hash = textOf(argument, 'content_hash');
  if (hash !== undefined && hash !== contentHash(call.body)) throw refuseRoute('content_hash_mismatch');
  const known = findEntry(entries, path);
  if (path === '' || (known === undefined && path.startsWith('id:'))) throw refuseUpload('malformed_path');
  return { path, content: call.body, argument, known };
}

/** What the write mode makes of an entry that is there already. */
function turnOf(call: Call, { argument, known, content }: Upload): Turn {
  const { mode = 'add' } = argument;
  const tag = tagOf(mode);
  if (tag !== 'add' && tag !== 'overwrite' && tag !== 'update') {
    throw badInput(routeName(call), 'HTTP header "Dropbox-API-Arg": mode: expected one of add, overwrite, update');
  }
  if (known === undefined) return 'free';
  if (known.kind === 'folder') return 'conflict';
  if (tag === 'overwrite') return 'replace';
  if (tag === 'update') return textOf(asRecord(mode), 'update') === known.rev ? 'replace' : 'conflict';
  return isSameFile(known, content) && argument.strict_conflict !== true ? 'same' : 'conflict';
}

/** A union without a value may be written as its bare tag. */
function tagOf(union: unknown): string | undefined {
  return typeof union === 'string' ? union : textOf(asRecord(union), '.tag');
}

function isSameFile(known: Entry, content: Buffer): boolean {
  return known.content === content.toString('base64');
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
