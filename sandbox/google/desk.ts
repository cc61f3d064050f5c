import type { ChangeLog } from '../files/change-log.js';
import type { GrantBook } from '../oauth/grant-book.js';
import type { GrantData, OAuthClient } from '../oauth/grants.js';
import type { State } from '../stage/state.js';
import type { Backstage } from '../stage/vendor.js';
import type { GoogleUser, ServiceAccount } from './accounts.js';
import type { DriveDigest } from './drive/drive-digest.js';
import type { DriveFile } from './drive/drive-file.js';

/** Everything this Google remembers. */
export interface GoogleState {
  readonly clients: Map<string, OAuthClient>;
  readonly users: readonly GoogleUser[];
  readonly serviceAccounts: Map<string, ServiceAccount>;
  readonly grants: GrantData;
  readonly files: Map<string, DriveFile>;
  readonly fileChanges: ChangeLog<DriveFile>;
}

/** What the rooms of this vendor work with. */
export interface GoogleDesk {
  readonly state: State<GoogleState>;
  readonly book: GrantBook;
  readonly clock: Backstage['clock'];
  /** Resumable uploads under way; in this process only. */
  readonly uploads: Map<string, UploadSession>;
}

export interface UploadSession {
  readonly metadata: Record<string, unknown>;
  /** Whose content is replaced; absent for a new file. */
  readonly fileId: string | undefined;
  readonly caller: GoogleCaller;
  readonly contentType: string;
  readonly fields: string | null;
  digest: DriveDigest;
  /** The file, once it is there. */
  doneId?: string;
}

/** Who calls the API, proved by the bearer token. */
export interface GoogleCaller {
  readonly clientId: string;
  readonly email: string;
  readonly scopes: readonly string[];
  /** Acts as itself, and has no room for files of its own. */
  readonly isServiceAccount: boolean;
}
