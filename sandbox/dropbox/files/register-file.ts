import { madeFile } from '../../files/made-body.js';
import { textOf } from '../../stage/call.js';
import { ControlRefusal } from '../../stage/vendor.js';
import type { DropboxDesk } from '../desk.js';
import { ContentDigest } from './content-digest.js';
import { metadataOf } from './entry-metadata.js';
import { dropboxInstant, newEntry, putEntry } from './folders.js';

/** Puts a file of any size, made as it is read, into a person's Dropbox; throws `ControlRefusal` when it cannot. */
export function registerFile(desk: DropboxDesk, file: Record<string, unknown>): Record<string, unknown> {
  const { state, clock } = desk;
  const { size } = file;
  const path = textOf(file, 'path');
  const user = state.data.users.find(({ id, email }) => [id, email].includes(textOf(file, 'user') ?? email));
  if (!path?.startsWith('/') || typeof size !== 'number' || user === undefined) {
    throw new ControlRefusal('A file has a "path", a "size", and may have a "user".');
  }
  const digest = new ContentDigest();
  for (const chunk of madeFile(size).chunks()) digest.update(chunk);
  const large = { size, hash: digest.contentHash };
  const entry = newEntry('file', path, { at: dropboxInstant(clock.now()), content: '', large });
  state.change((data) => putEntry(data, user.id, entry));
  return { ...metadataOf(entry), sha256: digest.sha256 };
}
