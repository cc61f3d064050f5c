import { madeFile } from '../../files/made-body.js';
import { textOf } from '../../stage/call.js';
import { ControlRefusal } from '../../stage/vendor.js';
import { type GoogleUser, googleAccounts } from '../accounts.js';
import type { GoogleDesk } from '../desk.js';
import { DriveDigest } from './drive-digest.js';
import { DOCUMENT_TYPE, DRIVES_BEGAN, type DriveFile, resourceOf, topFolder } from './drive-file.js';
import { addRoot, newFile, putFile, rootOf, userPermission } from './drive-store.js';

/** What is there from the start: a document of Ada's, and the company's shared drive. */
export function demoFiles(users: readonly GoogleUser[]): Map<string, DriveFile> {
  const files = new Map<string, DriveFile>();
  for (const { email } of users) addRoot(files, email);
  const { sharedDrive, serviceAccount } = googleAccounts;
  const members = [...users.map(({ email }) => email), serviceAccount.email];
  files.set(sharedDrive.id, {
    ...topFolder(sharedDrive.id, sharedDrive.name),
    driveId: sharedDrive.id,
    permissions: members.map((email) => userPermission(email, 'organizer')),
  });
  const ada = users[0]?.email ?? '';
  const root = files.get(rootOf(ada));
  if (root === undefined) return files;
  const letter = newFile({
    name: 'Letter',
    mimeType: DOCUMENT_TYPE,
    parent: root,
    at: DRIVES_BEGAN,
    clientId: '',
    owner: ada,
  });
  files.set('1DemoLetter0000000000000000000000', { ...letter, id: '1DemoLetter0000000000000000000000' });
  return files;
}

/** Puts a file of any size, made as it is read, into a person's My Drive; throws `ControlRefusal` when it cannot. */
export function registerFile(desk: GoogleDesk, file: Record<string, unknown>): Record<string, unknown> {
  const [name, user, { size }] = [textOf(file, 'name'), textOf(file, 'user'), file];
  const email = user ?? desk.state.data.users[0]?.email ?? '';
  const parent = desk.state.data.files.get(rootOf(email));
  if (name === undefined || typeof size !== 'number' || parent === undefined) {
    throw new ControlRefusal('A file has a "name", a "size", and may have a "user".');
  }
  const digest = new DriveDigest();
  for (const chunk of madeFile(size).chunks()) digest.update(chunk);
  const content = { size, md5Checksum: digest.md5Checksum };
  const made = newFile({
    name,
    mimeType: 'application/octet-stream',
    parent,
    at: desk.clock.iso(),
    clientId: '',
    owner: email,
    content,
  });
  putFile(desk, made);
  return { ...resourceOf(made), sha256: digest.sha256 };
}
