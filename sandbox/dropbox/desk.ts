import type { ChangeLog } from '../files/change-log.js';
import type { GrantBook } from '../oauth/grant-book.js';
import type { GrantData } from '../oauth/grants.js';
import type { State } from '../stage/state.js';
import type { Backstage } from '../stage/vendor.js';
import type { DropboxApp, DropboxUser } from './accounts.js';
import type { ContentDigest } from './files/content-digest.js';
import type { Entry, Folders, Rooted } from './files/folders.js';

/** Everything this Dropbox remembers. */
export interface DropboxState {
  readonly apps: Map<string, DropboxApp>;
  readonly users: readonly DropboxUser[];
  readonly grants: GrantData;
  readonly folders: Folders;
  /** Of what lies at a path in a tree. */
  readonly entryChanges: ChangeLog<Rooted>;
  /** Shared links, by the id of the file or folder. */
  readonly links: Map<string, { readonly tree: string; readonly url: string }>;
}

/** What the rooms of this vendor work with. */
export interface DropboxDesk {
  readonly state: State<DropboxState>;
  readonly book: GrantBook;
  readonly clock: Backstage['clock'];
  readonly sessions: Map<string, UploadSession>;
  readonly temporaryLinks: Map<string, { readonly entry: Entry; readonly until: number }>;
}

/** A file that comes in parts. Sessions live in this process only; Dropbox keeps them for a week. */
export interface UploadSession {
  digest: ContentDigest;
  closed: boolean;
}
