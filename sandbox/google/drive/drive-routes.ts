import { madeFile } from '../../files/made-body.js';
import { type Answer, emptyAnswer, jsonAnswer } from '../../stage/answer.js';
import { asRecord, type Call, textOf } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { requireCaller } from '../access.js';
import type { GoogleCaller, GoogleDesk } from '../desk.js';
import { refuse } from '../wording.js';
import { listChanges, startPageToken } from './changes.js';
import { asked, DRIVE_HOST, type DriveRoute, fileAnswer } from './drive-call.js';
import { type DriveFile, FOLDER_TYPE } from './drive-file.js';
import { changeFile, createFile, idOf, newFileId, requireFile, requireWritable, takeFile } from './drive-store.js';
import { masked } from './field-mask.js';
import { listFiles } from './listing.js';
import { permissionRoutes } from './permissions.js';

const MOST_EXPORTED = 10 * 1024 * 1024;

/** Drive, version 3. */
export function driveRoutes(desk: GoogleDesk): readonly Route[] {
  const at: DriveRoute = (endpoint, need, answer) => {
    const [name = '', method, path = ''] = endpoint.split(' ');
    return {
      name: `drive.${name}`,
      method: method as Route['method'],
      host: DRIVE_HOST,
      path: `/drive/v3/${path}`,
      answer: (call) => answer(call, requireCaller(call, desk, need)),
    };
  };
  return [
    at('about.get GET about', 'read', (call, caller) => about(call, caller, desk)),
    at('changes.getStartPageToken GET changes/startPageToken', 'read', (call) => startPageToken(call, desk)),
    at('changes.list GET changes', 'read', (call, caller) => listChanges(call, caller, desk)),
    at('files.list GET files', 'read', (call, caller) => listFiles(call, caller, desk)),
    at('files.generateIds GET files/generateIds', 'write', (call) => generateIds(call)),
    at('files.create POST files', 'write', (call, caller) => create(call, caller, desk)),
    at('files.get GET files/:id', 'read', (call, caller) => get(call, caller, desk)),
    at('files.update PATCH files/:id', 'write', (call, caller) => update(call, caller, desk)),
    at('files.delete DELETE files/:id', 'write', (call, caller) => remove(call, caller, desk)),
    at('files.copy POST files/:id/copy', 'write', (call, caller) => copy(call, caller, desk)),
    at('files.export GET files/:id/export', 'read', (call, caller) => exported(call, caller, desk)),
    ...permissionRoutes(at, desk),
  ];
}

function about(call: Call, { email }: GoogleCaller, desk: GoogleDesk): Answer {
  const fields = call.query.get('fields');
  if (fields === null) throw refuse(400, 'required', "The 'fields' parameter is required for this method.");
  const name = desk.state.data.users.find((user) => user.email === email)?.name ?? email;
  const user = { kind: 'drive#user', displayName: name, me: true, permissionId: '1', emailAddress: email };
  const storageQuota = { limit: '16106127360', usage: '0', usageInDrive: '0', usageInDriveTrash: '0' };
  return jsonAnswer(200, masked({ kind: 'drive#about', user, storageQuota }, fields, '*'));
}

function generateIds(call: Call): Answer {
  const count = Math.min(Number(call.query.get('count') ?? 10), 1000);
  return jsonAnswer(200, { kind: 'drive#generatedIds', space: 'drive', ids: Array.from({ length: count }, newFileId) });
}

function create(call: Call, caller: GoogleCaller, desk: GoogleDesk): Answer {
  const metadata = asRecord(call.json()) ?? {};
  return fileAnswer(call, createFile(desk, caller, { metadata, allDrives: asked(call, caller).allDrives }));
}

function get(call: Call, caller: GoogleCaller, desk: GoogleDesk): Answer {
  const file = requireFile(desk, asked(call, caller));
  return call.query.get('alt') === 'media' ? media(file) : fileAnswer(call, file);
}

function media({ content, mimeType }: DriveFile): Answer {
  if (content === undefined) {
    throw refuse(
      403,
      'fileNotDownloadable',
      'Only files with binary content can be downloaded. Use Export with Docs Editors files.',
    );
  }
  const body = content.kept === undefined ? madeFile(content.size) : Buffer.from(content.kept, 'base64');
  return { status: 200, headers: { 'content-type': mimeType, 'accept-ranges': 'bytes' }, body };
}

function update(call: Call, caller: GoogleCaller, desk: GoogleDesk): Answer {
  const file = requireWritable(desk, asked(call, caller));
  const body = asRecord(call.json()) ?? {};
  if (body.parents !== undefined) {
    throw refuse(
      403,
      'fieldNotWritable',
      'The parents field is not directly writable in update requests. Use the addParents and removeParents parameters instead.',
    );
  }
  const name = textOf(body, 'name');
  return fileAnswer(
    call,
    changeFile(desk, file, {
      ...placeAfter(call, { caller, file, desk }),
      ...(name === undefined ? {} : { name }),
      ...(typeof body.trashed === 'boolean' ? { trashed: body.trashed } : {}),
    }),
  );
}

/** A file lies in one folder: another can be added only when the first one leaves. */
function placeAfter(
  call: Call,
  { caller, file, desk }: { caller: GoogleCaller; file: DriveFile; desk: GoogleDesk },
): Partial<DriveFile> {
  const add = call.query.get('addParents');
  if (add === null) return {};
  const removed = (call.query.get('removeParents') ?? '').split(',').map((id) => idOf(id, caller));
  if (!removed.includes(file.parent ?? '')) {
    throw refuse(403, 'cannotAddParent', 'Increasing the number of parents is not allowed');
  }
  const parent = requireWritable(desk, { caller, id: add, allDrives: asked(call, caller).allDrives });
  if (parent.mimeType !== FOLDER_TYPE) throw refuse(403, 'parentNotAFolder', 'The specified parent is not a folder.');
  return { parent: parent.id, driveId: parent.driveId };
}

function remove(call: Call, caller: GoogleCaller, desk: GoogleDesk): Answer {
  takeFile(desk, requireWritable(desk, asked(call, caller)));
  return emptyAnswer(204);
}

function copy(call: Call, caller: GoogleCaller, desk: GoogleDesk): Answer {
  const file = requireFile(desk, asked(call, caller));
  if (file.mimeType === FOLDER_TYPE) throw refuse(403, 'cannotCopyFile', 'This file cannot be copied by the user.');
  const body = asRecord(call.json()) ?? {};
  const metadata = {
    name: textOf(body, 'name') ?? `Copy of ${file.name}`,
    mimeType: file.mimeType,
    parents: Array.isArray(body.parents) ? body.parents : [file.parent ?? 'root'],
  };
  const content = file.content === undefined ? {} : { content: file.content };
  return fileAnswer(call, createFile(desk, caller, { metadata, ...content, allDrives: asked(call, caller).allDrives }));
}

function exported(call: Call, caller: GoogleCaller, desk: GoogleDesk): Answer {
  const file = requireFile(desk, asked(call, caller));
  const type = call.query.get('mimeType');
  if (!file.mimeType.startsWith('application/vnd.google-apps.') || file.mimeType === FOLDER_TYPE) {
    throw refuse(403, 'fileNotExportable', 'Export only supports Docs Editors files.');
  }
  if (!type) throw refuse(400, 'required', 'Required parameter: mimeType');
  const body = Buffer.from(`${file.name}, exported as ${type}.\n`).subarray(0, MOST_EXPORTED);
  return { status: 200, headers: { 'content-type': type }, body };
}
