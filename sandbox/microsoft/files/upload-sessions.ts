import { randomBytes } from 'node:crypto';
import { type Answer, emptyAnswer, jsonAnswer } from '../../stage/answer.js';
import { asRecord, type Call } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { SHAREPOINT_HOSTS } from '../clouds.js';
import type { MicrosoftDesk } from '../desk.js';
import { graphError, refuseGraph } from '../wording.js';
import { targetOf } from './content.js';
import type { UploadSession } from './drive-store.js';
import { itemView } from './item-view.js';
import { conflictOf, keepFile, refuseConflict, requireName } from './keep-file.js';
import { authorOf, childNamed, notFound, placeOf } from './places.js';
import { SharePointDigest } from './quick-xor.js';

const SESSION_MS = 15 * 60_000;
const MOST_PER_FRAGMENT = 60 * 1024 * 1024;
const FRAGMENT_UNIT = 320 * 1024;
const PATH = '/_api/v2.0/drive/uploadSessions/:session';

/** Begins an upload in fragments; the address of the answer is its own permission. */
export function createSession(call: Call, desk: MicrosoftDesk): Answer {
  const place = placeOf(call, desk, 'write');
  const { parent, name } = targetOf(call, desk, place);
  const conflict = conflictOf(
    call,
    asRecord(asRecord(call.json())?.item)?.['@microsoft.graph.conflictBehavior'],
    'fail',
  );
  const known = childNamed(desk.state.data.drives, parent.id, requireName(call, name));
  if (known !== undefined) refuseConflict(call, known, conflict);
  const session: UploadSession = {
    id: randomBytes(32).toString('base64url'),
    driveId: place.drive.id,
    parentId: parent.id,
    name,
    conflict,
    expiresAt: desk.clock.now() + SESSION_MS,
    changedBy: authorOf(place.caller),
  };
  desk.received.set(session.id, new SharePointDigest());
  desk.state.change(({ drives }) => drives.sessions.set(session.id, session));
  const uploadUrl = `https://${place.site.host}${PATH.replace(':session', session.id)}`;
  return jsonAnswer(200, { uploadUrl, ...progress(session, 0) });
}

/** On the SharePoint hosts, without a bearer token. */
export function uploadRoutes(desk: MicrosoftDesk): readonly Route[] {
  return SHAREPOINT_HOSTS.flatMap((host): readonly Route[] => [
    {
      name: 'uploadFragment',
      method: 'PUT',
      host,
      path: PATH,
      file: (call) => new SharePointDigest(desk.received.get(call.params.session ?? '')),
      answer: (call) => takeFragment(call, desk),
    },
    { name: 'uploadSession', method: 'GET', host, path: PATH, answer: (call) => status(call, desk) },
    { name: 'uploadSession', method: 'DELETE', host, path: PATH, answer: (call) => cancel(call, desk) },
  ]);
}

function takeFragment(call: Call, desk: MicrosoftDesk): Answer {
  const { session, before } = requireSession(call, desk);
  const { file } = call;
  if (!(file instanceof SharePointDigest)) throw notFound(call);
  const { from, to, total } = rangeOf(call, file.size - before);
  if (from !== before)
    return graphError(call, 416, {
      code: 'invalidRange',
      message: 'The range was uploaded already, or does not follow.',
    });
  const isLast = to + 1 === total;
  if (!isLast && (to + 1 - from) % FRAGMENT_UNIT !== 0) {
    throw refuseGraph(call, 'invalidRequest', 'Fragments must be multiples of 320 KiB.');
  }
  if (!isLast) {
    desk.received.set(session.id, file);
    return jsonAnswer(202, progress(session, file.size));
  }
  call.notes.name = session.name;
  const parent = { id: session.parentId, driveId: session.driveId };
  const { item, isNew } = keepFile(call, desk, { ...session, parent, file });
  forget(session, desk);
  return jsonAnswer(isNew ? 201 : 200, itemView(desk, item));
}

function status(call: Call, desk: MicrosoftDesk): Answer {
  const { session, before } = requireSession(call, desk);
  return jsonAnswer(200, progress(session, before));
}

function cancel(call: Call, desk: MicrosoftDesk): Answer {
  forget(requireSession(call, desk).session, desk);
  return emptyAnswer(204);
}

function requireSession(call: Call, desk: MicrosoftDesk): { session: UploadSession; before: number } {
  if (call.headers.authorization !== undefined) {
    throw refuseGraph(call, 'unauthenticated', 'The address of an upload session takes no bearer token.');
  }
  const session = desk.state.data.drives.sessions.get(call.params.session ?? '');
  const digest = desk.received.get(session?.id ?? '');
  if (session === undefined || digest === undefined || session.expiresAt <= desk.clock.now()) {
    throw refuseGraph(call, 'itemNotFound', 'The upload session was not found.');
  }
  return { session, before: digest.size };
}

/** `bytes 0-327679/1000000`, which must tell of exactly the bytes that came. */
function rangeOf(call: Call, size: number): { from: number; to: number; total: number } {
  const [, from, to, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(call.header('content-range')) ?? [];
  const range = { from: Number(from), to: Number(to), total: Number(total) };
  const isRight = range.to + 1 - range.from === size && range.to < range.total && size <= MOST_PER_FRAGMENT;
  if (!isRight) throw refuseGraph(call, 'invalidRequest', 'The Content-Range header does not fit the fragment.');
  return range;
}

function progress({ expiresAt }: UploadSession, size: number): Record<string, unknown> {
  return { expirationDateTime: new Date(expiresAt).toISOString(), nextExpectedRanges: [`${size}-`] };
}

function forget({ id }: UploadSession, desk: MicrosoftDesk): void {
  desk.received.delete(id);
  desk.state.change(({ drives }) => drives.sessions.delete(id));
}
