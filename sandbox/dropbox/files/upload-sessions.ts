import { randomBytes } from 'node:crypto';
import { type Answer, jsonAnswer, Refusal } from '../../stage/answer.js';
import { asRecord, type Call, textOf } from '../../stage/call.js';
import { headerArgument } from '../access.js';
import type { DropboxDesk, UploadSession } from '../desk.js';
import { apiError } from '../wording.js';
import { ContentDigest } from './content-digest.js';
import { digestOf, keepUpload, uploadPlace } from './uploads.js';

/** Continues the session that the call names, so that its bytes are counted on from there. */
export function sessionDigest(call: Call, desk: DropboxDesk): ContentDigest {
  const cursor = asRecord(argumentIn(call)?.cursor);
  return new ContentDigest(desk.sessions.get(textOf(cursor, 'session_id') ?? '')?.digest);
}

export function startSession(call: Call, desk: DropboxDesk): Answer {
  uploadPlace(call, desk);
  const id = `pid_upload_session:${randomBytes(16).toString('base64url')}`;
  desk.sessions.set(id, { digest: digestOf(call), closed: headerArgument(call).close === true });
  return jsonAnswer(200, { session_id: id });
}

export function appendToSession(call: Call, desk: DropboxDesk): Answer {
  uploadPlace(call, desk);
  const argument = headerArgument(call);
  const session = requireSession(argument, desk, (error) => error);
  if (session.closed) throw new Refusal(apiError(409, { '.tag': 'closed' }));
  session.digest = digestOf(call);
  session.closed = argument.close === true;
  return jsonAnswer(200, null);
}

export function finishSession(call: Call, desk: DropboxDesk): Answer {
  const tree = uploadPlace(call, desk);
  const argument = headerArgument(call);
  requireSession(argument, desk, (error) => ({ '.tag': 'lookup_failed', lookup_failed: error }));
  const answer = keepUpload(call, desk, { tree, digest: digestOf(call), commit: asRecord(argument.commit) ?? {} });
  desk.sessions.delete(textOf(asRecord(argument.cursor), 'session_id') ?? '');
  return answer;
}

/** The session, when the cursor stands where it ends. */
function requireSession(
  argument: Record<string, unknown>,
  desk: DropboxDesk,
  wrap: (error: Record<string, unknown>) => Record<string, unknown>,
): UploadSession {
  const cursor = asRecord(argument.cursor);
  const session = desk.sessions.get(textOf(cursor, 'session_id') ?? '');
  if (session === undefined) throw new Refusal(apiError(409, wrap({ '.tag': 'not_found' })));
  if (cursor?.offset === session.digest.size) return session;
  throw new Refusal(apiError(409, wrap({ '.tag': 'incorrect_offset', correct_offset: session.digest.size })));
}

/** Read before the body comes: what cannot be read is refused later. */
function argumentIn(call: Call): Record<string, unknown> | undefined {
  try {
    return asRecord(JSON.parse(call.header('dropbox-api-arg')));
  } catch {
    return undefined;
  }
}
