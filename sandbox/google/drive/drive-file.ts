export const FOLDER_TYPE = 'application/vnd.google-apps.folder';
export const DOCUMENT_TYPE = 'application/vnd.google-apps.document';
export const DRIVES_BEGAN = '2026-01-01T00:00:00.000Z';

export interface Permission {
  readonly id: string;
  readonly type: 'user' | 'group' | 'domain' | 'anyone';
  readonly role: string;
  readonly emailAddress?: string;
  readonly domain?: string;
}

/** A file or folder. */
export interface DriveFile {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  /** Undefined only for the tops of drives. */
  readonly parent: string | undefined;
  /** Of a shared drive. */
  readonly driveId: string | undefined;
  readonly createdTime: string;
  readonly modifiedTime: string;
  readonly trashed: boolean;
  /** Which app made it: all that the scope drive.file reaches. */
  readonly clientId: string;
  readonly permissions: readonly Permission[];
  /** Absent of folders and of Google's own documents. */
  readonly content?: DriveContent;
}

export interface DriveContent {
  readonly size: number;
  readonly md5Checksum: string;
  /** Base64 while it is small; a larger file is read as a made one of its size. */
  readonly kept?: string;
}

/** As the API tells it; sizes are text. */
export function resourceOf(file: DriveFile): Record<string, unknown> {
  const { id, name, mimeType, parent, driveId, createdTime, modifiedTime, trashed, permissions, content } = file;
  return {
    kind: 'drive#file',
    id,
    name,
    mimeType,
    ...(parent === undefined ? {} : { parents: [parent] }),
    ...(driveId === undefined ? {} : { driveId }),
    createdTime,
    modifiedTime,
    trashed,
    permissions,
    webViewLink: `https://drive.google.com/file/d/${id}/view?usp=drivesdk`,
    ...(content === undefined ? {} : { size: String(content.size), md5Checksum: content.md5Checksum }),
  };
}

/** The folder at the top of a drive. */
export function topFolder(id: string, name: string): DriveFile {
  return {
    id,
    name,
    mimeType: FOLDER_TYPE,
    parent: undefined,
    driveId: undefined,
    createdTime: DRIVES_BEGAN,
    modifiedTime: DRIVES_BEGAN,
    trashed: false,
    clientId: '',
    permissions: [],
  };
}
