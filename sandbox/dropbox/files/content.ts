import { madeFile } from '../../files/made-body.js';
import type { Answer } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { headerArgument, requireCaller, requireContentType, treeName } from '../access.js';
import type { DropboxDesk } from '../desk.js';
import { refuseRoute } from '../wording.js';
import { ContentDigest } from './content-digest.js';
import { metadataOf } from './entry-metadata.js';
import { type Entry, pathArgument, requireEntry } from './folders.js';
import { appendToSession, finishSession, sessionDigest, startSession } from './upload-sessions.js';
import { upload } from './uploads.js';

const HOST = 'content.dropboxapi.com';

/** Bytes up and down; the argument travels in the header `Dropbox-API-Arg`. */
export function contentRoutes(desk: DropboxDesk): readonly Route[] {
  const route = (name: string, answer: (call: Call, desk: DropboxDesk) => Answer) =>
    ({ name, method: 'POST', host: HOST, path: `/2/${name}`, answer: (call: Call) => answer(call, desk) }) as const;
  const whole = () => new ContentDigest();
  const goesOn = (call: Call) => sessionDigest(call, desk);
  const download = route('files/download', downloadFile);
  return [
    { ...route('files/upload', upload), file: whole },
    { ...route('files/upload_session/start', startSession), file: whole },
    { ...route('files/upload_session/append_v2', appendToSession), file: goesOn },
    { ...route('files/upload_session/finish', finishSession), file: goesOn },
    download,
    { ...download, method: 'GET' },
  ];
}

function downloadFile(call: Call, desk: DropboxDesk): Answer {
  const tree = treeName(requireCaller(call, desk, 'files.content.read'));
  requireContentType(call, ['', 'text/plain', 'application/octet-stream']);
  const argument = headerArgument(call);
  const entry = requireEntry(desk.state.data.folders.get(tree), pathArgument(argument, call), 'path');
  if (entry.kind === 'folder') throw refuseRoute('path', 'not_file');
  return fileAnswer(entry, { 'dropbox-api-result': asciiJson(metadataOf(entry)) });
}

/** The bytes of a file. */
export function fileAnswer(entry: Entry, headers: Record<string, string> = {}): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream', etag: `W/"${entry.rev}"`, ...headers },
    body: entry.large === undefined ? Buffer.from(entry.content, 'base64') : madeFile(entry.large.size),
  };
}

/** JSON that fits a header: every character from U+007F up escaped, surrogates one by one. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
