import { createHash, randomBytes } from 'node:crypto';
import { noteChange } from '../../files/change-log.js';
import { textOf } from '../../stage/call.js';
import { DRIVE_SCOPE } from '../accounts.js';
import type { GoogleCaller, GoogleDesk } from '../desk.js';
import { notFound, refuse } from '../wording.js';
import type { DriveDigest } from './drive-digest.js';
import { type DriveContent, type DriveFile, FOLDER_TYPE, type Permission, topFolder } from './drive-file.js';

const WRITERS = ['owner', 'organizer', 'fileOrganizer', 'writer'];

export function newFileId(): string {
  return randomBytes(24).toString('base64url').replace(/^-/, '1');
}

/** The top of My Drive of whoever this is. */
export function rootOf(email: string): string {
  return `0A${createHash('sha256').update(email).digest('base64url').slice(0, 17)}`;
}

/** `root` stands for the top of one's own My Drive. */
export function idOf(alias: string, { email }: GoogleCaller): string {
  return alias === 'root' ? rootOf(email) : alias;
}

/** The file, if the caller may know of it; else "not found". */
export function requireFile(
  desk: GoogleDesk,
  { caller, id, allDrives }: { caller: GoogleCaller; id: string; allDrives: boolean },
): DriveFile {
  const file = fileOf(desk, idOf(id, caller));
  if (file === undefined || !maySee(desk, caller, file)) throw notFound(id);
  // Without supportsAllDrives what lies in a shared drive does not exist.
  if (file.driveId !== undefined && !allDrives) throw notFound(id);
  return file;
}

/** The same, if the caller may change it. */
export function requireWritable(
  desk: GoogleDesk,
  asked: { caller: GoogleCaller; id: string; allDrives: boolean },
): DriveFile {
  const file = requireFile(desk, asked);
  if (WRITERS.includes(roleOf(desk, asked.caller, file) ?? '')) return file;
  throw refuse(403, 'insufficientFilePermissions', 'The user does not have sufficient permissions for this file.');
}

export function maySee(desk: GoogleDesk, caller: GoogleCaller, file: DriveFile): boolean {
  const sees = caller.scopes.some((scope) => scope === DRIVE_SCOPE || scope === `${DRIVE_SCOPE}.readonly`);
  const isTop = file.parent === undefined;
  return (sees || isTop || file.clientId === caller.clientId) && roleOf(desk, caller, file) !== undefined;
}

/** What somebody may do with a file: by a permission of its own or of a folder above it. */
function roleOf(desk: GoogleDesk, { email }: GoogleCaller, file: DriveFile): string | undefined {
  const own = file.permissions.find((each) => each.type === 'anyone' || each.emailAddress === email)?.role;
  if (own !== undefined || file.parent === undefined) return own;
  const parent = fileOf(desk, file.parent);
  return parent && roleOf(desk, { email, clientId: '', scopes: [], isServiceAccount: false }, parent);
}

function fileOf({ state }: GoogleDesk, id: string): DriveFile | undefined {
  return state.data.files.get(id);
}

/** Puts a new file where its metadata says. */
export function createFile(
  desk: GoogleDesk,
  caller: GoogleCaller,
  facts: { metadata: Record<string, unknown>; content?: DriveContent; contentType?: string; allDrives: boolean },
): DriveFile {
  const { metadata, content, allDrives } = facts;
  const [wanted = 'root'] = Array.isArray(metadata.parents) ? metadata.parents.map(String) : [];
  ensureRoot(desk, caller);
  const parent = requireWritable(desk, { caller, id: wanted, allDrives });
  if (parent.mimeType !== FOLDER_TYPE) throw refuse(403, 'parentNotAFolder', 'The specified parent is not a folder.');
  if (caller.isServiceAccount && content !== undefined && parent.driveId === undefined) {
    throw refuse(403, 'storageQuotaExceeded', 'Service Accounts do not have storage quota. Leverage shared drives.');
  }
  const file = newFile({
    name: textOf(metadata, 'name') ?? 'Untitled',
    mimeType: textOf(metadata, 'mimeType') ?? facts.contentType ?? 'application/octet-stream',
    parent,
    at: desk.clock.iso(),
    clientId: caller.clientId,
    owner: caller.email,
    ...(content === undefined ? {} : { content }),
  });
  putFile(desk, file);
  return file;
}

export function changeFile(desk: GoogleDesk, file: DriveFile, change: Partial<DriveFile>): DriveFile {
  const changed = { ...file, ...change, modifiedTime: desk.clock.iso() };
  putFile(desk, changed);
  return changed;
}

export function putFile({ state, clock }: GoogleDesk, file: DriveFile): void {
  state.change(({ files, fileChanges }) => {
    files.set(file.id, file);
    noteChange(fileChanges, file.id, { at: clock.iso(), what: file, isGone: false });
  });
}

/** A folder goes with all that is in it. */
export function takeFile(desk: GoogleDesk, file: DriveFile): void {
  const { state, clock } = desk;
  for (const each of state.data.files.values()) if (each.parent === file.id) takeFile(desk, each);
  state.change(({ files, fileChanges }) => {
    files.delete(file.id);
    noteChange(fileChanges, file.id, { at: clock.iso(), what: file, isGone: true });
  });
}

export function ensureRoot(desk: GoogleDesk, { email }: GoogleCaller): void {
  if (!desk.state.data.files.has(rootOf(email))) desk.state.change(({ files }) => addRoot(files, email));
}

export function contentOf(digest: DriveDigest): DriveContent {
  const { size, md5Checksum, content } = digest;
  return { size, md5Checksum, ...(content === undefined ? {} : { kept: content.toString('base64') }) };
}

export interface NewFile {
  readonly name: string;
  readonly mimeType: string;
  readonly parent: DriveFile;
  readonly at: string;
  readonly clientId: string;
  readonly owner: string;
  readonly content?: DriveContent;
}

export function newFile({ name, mimeType, parent, at, clientId, owner, content }: NewFile): DriveFile {
  const isShared = parent.driveId !== undefined;
  return {
    id: newFileId(),
    name,
    mimeType,
    parent: parent.id,
    driveId: parent.driveId,
    createdTime: at,
    modifiedTime: at,
    trashed: false,
    clientId,
    permissions: isShared ? [] : [userPermission(owner, 'owner')],
    ...(content === undefined ? {} : { content }),
  };
}

export function userPermission(email: string, role: string): Permission {
  const id = String(BigInt(`0x${createHash('sha256').update(email).digest('hex').slice(0, 15)}`));
  return { id, type: 'user', role, emailAddress: email };
}

/** The tops of My Drives exist as soon as somebody looks. */
export function addRoot(files: Map<string, DriveFile>, email: string): void {
  const id = rootOf(email);
  files.set(id, { ...topFolder(id, 'My Drive'), permissions: [userPermission(email, 'owner')] });
}
