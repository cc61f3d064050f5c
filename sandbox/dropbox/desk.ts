import type { GrantBook } from '../oauth/grant-book.js';
import type { GrantData } from '../oauth/grants.js';
import type { State } from '../stage/state.js';
import type { Backstage } from '../stage/vendor.js';
import type { DropboxApp, DropboxUser } from './accounts.js';
import type { Folders } from './folders.js';

/** Everything this Dropbox remembers. */
export interface DropboxState {
  readonly apps: Map<string, DropboxApp>;
  readonly users: readonly DropboxUser[];
  readonly grants: GrantData;
  readonly folders: Folders;
}

/** What the rooms of this vendor work with. */
export interface DropboxDesk {
  readonly state: State<DropboxState>;
  readonly book: GrantBook;
  readonly clock: Backstage['clock'];
}
