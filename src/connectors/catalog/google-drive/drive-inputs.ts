import type { ActionAnswer, ActionInput, ActionInputs, ActionRequest, Choice } from '../../contract/action.js';

export const API = 'https://www.googleapis.com/drive/v3';
export const UPLOAD = 'https://www.googleapis.com/upload/drive/v3';
export const FOLDER_TYPE = 'application/vnd.google-apps.folder';

/** What is asked for of a file; without `fields` Drive tells id, name and type only. */
export const FIELDS = 'id,name,mimeType,size,modifiedTime,createdTime,parents,webViewLink,md5Checksum,driveId,trashed';

export const FILE_SCHEMA = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    mimeType: { type: 'string' },
    size: { type: 'string' },
    modifiedTime: { type: 'string' },
    parents: { type: 'array', items: { type: 'string' } },
    webViewLink: { type: 'string' },
    md5Checksum: { type: 'string' },
  },
  required: ['id'],
} as const;

const ID = { type: 'string', pattern: '^[A-Za-z0-9_-]{1,200}$' } as const;

export function idInput(label: string, help: string): ActionInput {
  return { label, help, schema: ID, required: true };
}

/** A folder; empty means the top of My Drive. */
export function folderInput(label: string, required = false): ActionInput {
  return {
    label,
    help: 'The id of a folder, as in its address, or "root" for My Drive.',
    schema: ID,
    required,
    ...(required ? {} : { default: 'root' }),
    choices: () => ({
      request: listRequest({ q: `mimeType = '${FOLDER_TYPE}' and trashed = false`, pageSize: '1000' }, 'id,name'),
      read: folderChoices,
      next: nextPage,
    }),
  };
}

/** A list of files, in My Drive and in shared drives. */
export function listRequest(query: Readonly<Record<string, string>>, fields: string): ActionRequest {
  const asked = {
    ...query,
    fields: `nextPageToken,incompleteSearch,files(${fields})`,
    includeItemsFromAllDrives: 'true',
  };
  return { method: 'GET', url: address('/files', asked) };
}

/** An address below the API, with what shared drives need. */
export function address(path: string, query: Readonly<Record<string, string>> = {}, base = API): string {
  return `${base}${path}?${new URLSearchParams({ ...query, supportsAllDrives: 'true' })}`;
}

export function filePath({ file }: ActionInputs): string {
  return `/files/${encodeURIComponent(String(file))}`;
}

export function nextPage({ body }: ActionAnswer, request: ActionRequest): ActionRequest | undefined {
  const token = memberOf(body, 'nextPageToken');
  if (typeof token !== 'string' || token === '') return undefined;
  const url = new URL(request.url);
  url.searchParams.set('pageToken', token);
  return { ...request, url: url.href };
}

export function listOf({ body }: ActionAnswer, name: string): readonly unknown[] {
  const list = memberOf(body, name);
  if (!Array.isArray(list)) throw new TypeError(`The answer has no list "${name}".`);
  return list;
}

export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/** A value inside a search: quotes and backslashes are escaped by a backslash. */
export function quoted(value: unknown): string {
  return `'${String(value).replace(/[\\']/g, '\\$&')}'`;
}

function folderChoices(answer: ActionAnswer): readonly Choice[] {
  const folders = listOf(answer, 'files').map((folder) => ({
    value: String(memberOf(folder, 'id')),
    label: String(memberOf(folder, 'name')),
  }));
  return [{ value: 'root', label: 'My Drive' }, ...folders];
}
