import { type Answer, jsonAnswer, type Refusal } from '../../stage/answer.js';
import { asRecord, type Call, textOf } from '../../stage/call.js';
import { headerArgument, requireCaller, requireContentType, treeName } from '../access.js';
import type { DropboxDesk } from '../desk.js';
import { badInput, refuseRoute, refuseUpload, routeName } from '../wording.js';
import { ContentDigest } from './content-digest.js';
import { metadataOf } from './entry-metadata.js';
import { dropboxInstant, type Entry, findEntry, freePath, newEntry, pathArgument, putEntry } from './folders.js';

/** One request may have so many bytes: files.stone. */
const MOST_AT_ONCE = 150 * 1024 * 1024;

/** Who uploads where; refuses what is no upload. */
export function uploadPlace(call: Call, desk: DropboxDesk): string {
  const tree = treeName(requireCaller(call, desk, 'files.content.write'));
  requireContentType(call, ['application/octet-stream', 'text/plain']);
  return tree;
}

/** The bytes that came. */
export function digestOf(call: Call): ContentDigest {
  return call.file instanceof ContentDigest ? call.file : new ContentDigest();
}

/** A whole file in one request. */
export function upload(call: Call, desk: DropboxDesk): Answer {
  const tree = uploadPlace(call, desk);
  const digest = digestOf(call);
  if (digest.size > MOST_AT_ONCE) throw refuseRoute('payload_too_large');
  return keepUpload(call, desk, { tree, digest, commit: headerArgument(call) });
}

export interface Upload {
  readonly tree: string;
  readonly digest: ContentDigest;
  /** Path and write mode. */
  readonly commit: Record<string, unknown>;
}

/** Puts what was uploaded where it is committed to, as the write mode says. */
export function keepUpload(call: Call, desk: DropboxDesk, upload: Upload): Answer {
  const { tree, digest, commit } = upload;
  const entries = desk.state.data.folders.get(tree);
  const wanted = checkedPath(call, upload);
  const known = findEntry(entries, wanted);
  if (known === undefined && wanted.startsWith('id:')) throw refuseUpload('malformed_path');
  const turn = turnOf(call, { commit, known, digest });
  if (turn === 'same' && known !== undefined) return jsonAnswer(200, metadataOf(known));
  if (turn === 'conflict' && commit.autorename !== true) throw conflictWith(known);
  const path = known?.path ?? wanted;
  const entry = newEntry('file', turn === 'conflict' ? freePath(entries, path) : path, {
    at: dropboxInstant(desk.clock.now()),
    ...contentOf(digest),
    ...(turn === 'replace' ? sameId(known) : {}),
    clientModified: textOf(commit, 'client_modified'),
  });
  desk.state.change((data) => putEntry(data, tree, entry));
  return jsonAnswer(200, metadataOf(entry));
}

function conflictWith(known: Entry | undefined): Refusal {
  return refuseUpload('conflict', known?.kind ?? 'file');
}

function sameId(known: Entry | undefined): { readonly id?: string } {
  return known === undefined ? {} : { id: known.id };
}

function checkedPath(call: Call, { commit, digest }: Upload): string {
  const path = pathArgument(commit, call);
  const hash = textOf(commit, 'content_hash');
  if (hash !== undefined && hash !== digest.contentHash) throw refuseRoute('content_hash_mismatch');
  if (path === '') throw refuseUpload('malformed_path');
  return path;
}

type Turn = 'free' | 'replace' | 'same' | 'conflict';

interface Conflict {
  readonly commit: Record<string, unknown>;
  readonly known: Entry | undefined;
  readonly digest: ContentDigest;
}

/** What the write mode makes of an entry that is there already. */
function turnOf(call: Call, { commit, known, digest }: Conflict): Turn {
  const { mode = 'add' } = commit;
  const tag = tagOf(mode);
  if (tag !== 'add' && tag !== 'overwrite' && tag !== 'update') {
    throw badInput(routeName(call), 'HTTP header "Dropbox-API-Arg": mode: expected one of add, overwrite, update');
  }
  if (known === undefined) return 'free';
  if (known.kind === 'folder') return 'conflict';
  if (tag === 'overwrite') return 'replace';
  if (tag === 'update') return textOf(asRecord(mode), 'update') === known.rev ? 'replace' : 'conflict';
  const isSame = metadataOf(known).content_hash === digest.contentHash;
  return isSame && commit.strict_conflict !== true ? 'same' : 'conflict';
}

/** A union without a value may be written as its bare tag. */
function tagOf(union: unknown): string | undefined {
  return typeof union === 'string' ? union : textOf(asRecord(union), '.tag');
}

function contentOf(digest: ContentDigest) {
  const { content, size, contentHash: hash } = digest;
  return content === undefined ? { content: '', large: { size, hash } } : { content: content.toString('base64') };
}
