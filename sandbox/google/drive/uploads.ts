import { randomBytes } from 'node:crypto';
import { type Answer, emptyAnswer, jsonAnswer, type Refusal } from '../../stage/answer.js';
import { asRecord, type Call } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { requireCaller } from '../access.js';
import type { GoogleCaller, GoogleDesk, UploadSession } from '../desk.js';
import { refuse } from '../wording.js';
import { asked, DRIVE_HOST, USUAL_FIELDS } from './drive-call.js';
import { DriveDigest } from './drive-digest.js';
import { resourceOf } from './drive-file.js';
import { changeFile, contentOf, createFile, requireWritable } from './drive-store.js';
import { masked } from './field-mask.js';
import { partsOf } from './multipart.js';

const PATH = '/upload/drive/v3/files';
const UNIT = 256 * 1024;
/** Of simple and multipart uploads. */
const MOST_AT_ONCE = 5 * 1024 * 1024;

/** Uploads: the bytes alone, with metadata in one request, or in parts that can be taken up again. */
export function uploadRoutes(desk: GoogleDesk): readonly Route[] {
  const begin = { name: 'drive.upload', host: DRIVE_HOST } as const;
  const goOn = (path: string): Route => ({
    name: 'drive.upload.part',
    method: 'PUT',
    host: DRIVE_HOST,
    path,
    file: (call) => new DriveDigest(sessionOf(call, desk)?.digest),
    answer: (call) => takePart(call, desk),
  });
  return [
    { ...begin, method: 'POST', path: PATH, answer: (call) => upload(call, desk) },
    { ...begin, method: 'PATCH', path: `${PATH}/:id`, answer: (call) => upload(call, desk) },
    goOn(PATH),
    goOn(`${PATH}/:id`),
  ];
}

function upload(call: Call, desk: GoogleDesk): Answer {
  const caller = requireCaller(call, desk, 'write');
  const fileId = call.params.id === undefined ? undefined : requireWritable(desk, asked(call, caller)).id;
  const kind = call.query.get('uploadType');
  if (kind === 'resumable') return beginSession(call, desk, { caller, fileId });
  if (kind !== 'media' && kind !== 'multipart') throw refuse(400, 'badRequest', 'Unknown uploadType.');
  if (call.body.length > MOST_AT_ONCE) throw refuse(413, 'uploadTooLarge', 'Request Too Large');
  const { metadata, content, contentType } =
    kind === 'media' ? { metadata: {}, content: call.body, contentType: call.contentType } : partsOf(call);
  const digest = new DriveDigest();
  digest.update(content);
  return store(call, desk, { metadata, fileId, caller, contentType, digest, fields: call.query.get('fields') });
}

function beginSession(
  call: Call,
  desk: GoogleDesk,
  { caller, fileId }: { caller: GoogleCaller; fileId: string | undefined },
): Answer {
  const id = randomBytes(30).toString('base64url');
  desk.uploads.set(id, {
    metadata: call.body.length === 0 ? {} : (asRecord(call.json()) ?? {}),
    fileId,
    caller,
    contentType: call.header('x-upload-content-type') || 'application/octet-stream',
    fields: call.query.get('fields'),
    digest: new DriveDigest(),
  });
  const query = new URLSearchParams(call.search);
  query.set('upload_id', id);
  return emptyAnswer(200, { location: `https://${DRIVE_HOST}${call.path}?${query}` });
}

/** One part, or the question how far the upload is. */
function takePart(call: Call, desk: GoogleDesk): Answer {
  const session = sessionOf(call, desk);
  if (session === undefined || !(call.file instanceof DriveDigest)) throw refuse(404, 'notFound', 'Upload not found.');
  const range = rangeOf(call, session);
  if (session.doneId !== undefined) return finished(desk, session);
  const here = session.digest.size;
  // A part that is there already is not taken twice; one beyond the end is not taken at all.
  if (range.from === here && range.size === call.file.size - here) session.digest = call.file;
  if (range.total === session.digest.size) return store(call, desk, session);
  const told = session.digest.size === 0 ? {} : { range: `bytes=0-${session.digest.size - 1}` };
  return emptyAnswer(308, told);
}

interface PartRange {
  readonly from: number;
  readonly size: number;
  readonly total: number | undefined;
}

function rangeOf(call: Call, session: UploadSession): PartRange {
  const here = session.digest.size;
  const sent = (call.file?.size ?? 0) - here;
  const given = call.header('content-range');
  if (given === '') return { from: 0, size: sent, total: sent };
  const { first, last, whole } =
    /^bytes (?:\*|(?<first>\d+)-(?<last>\d+))\/(?<whole>\*|\d+)$/.exec(given)?.groups ?? {};
  if (whole === undefined) throw unreadableRange();
  const total = whole === '*' ? undefined : Number(whole);
  if (first === undefined) return { from: here, size: 0, total };
  const range = { from: Number(first), size: Number(last) - Number(first) + 1, total };
  if (range.size !== sent) throw unreadableRange();
  return requireUnits(range);
}

function unreadableRange(): Refusal {
  return refuse(400, 'badRequest', 'Failed to parse Content-Range header.');
}

function requireUnits(range: PartRange): PartRange {
  const { from, size, total } = range;
  if (from + size === total || size % UNIT === 0) return range;
  throw refuse(400, 'badRequest', `The size of a part must be a multiple of ${UNIT} bytes.`);
}

function store(call: Call, desk: GoogleDesk, session: UploadSession): Answer {
  const { metadata, fileId, caller, contentType, digest } = session;
  const allDrives = call.query.get('supportsAllDrives') === 'true';
  const content = contentOf(digest);
  const file =
    fileId === undefined
      ? createFile(desk, caller, { metadata, content, contentType, allDrives })
      : changeFile(desk, requireWritable(desk, { caller, id: fileId, allDrives }), { content });
  session.doneId = file.id;
  return finished(desk, session);
}

function finished(desk: GoogleDesk, { doneId = '', fields }: UploadSession): Answer {
  const file = desk.state.data.files.get(doneId);
  if (file === undefined) throw refuse(404, 'notFound', 'Upload not found.');
  return jsonAnswer(200, masked(resourceOf(file), fields, USUAL_FIELDS));
}

function sessionOf(call: Call, desk: GoogleDesk): UploadSession | undefined {
  return desk.uploads.get(call.query.get('upload_id') ?? '');
}
