import type { Action, ActionInput } from '../../contract/action.js';

const FILE_SCHEMA = {
  type: 'object',
  properties: { id: { type: 'string' }, name: { type: 'string' }, rev: { type: 'string' }, size: { type: 'integer' } },
};

const listFolder: Action = {
  key: 'listFolder',
  title: 'List folder',
  inputs: {
    path: pathInput('Folder path', 'Empty or "/" is the root.', '^(/.*)?$|^(id|ns):'),
    recursive: { label: 'With subfolders', schema: { type: 'boolean' }, required: false, default: false },
    limit: {
      label: 'Entries at most',
      schema: { type: 'integer', minimum: 1, maximum: 2000 },
      required: false,
      default: 500,
    },
  },
  output: {
    type: 'object',
    properties: { entries: { type: 'array' }, cursor: { type: 'string' }, has_more: { type: 'boolean' } },
  },
  repeatable: true,
  build: ({ path, recursive, limit }) => ({
    method: 'POST',
    url: '/2/files/list_folder',
    // Dropbox calls the root '' and refuses '/'.
    body: { path: path === '/' ? '' : path, recursive, limit },
  }),
};

const uploadFile: Action = {
  key: 'uploadFile',
  title: 'Upload file',
  inputs: {
    path: pathInput('File path', 'Such as /reports/today.txt.', '^/.+|^(id|ns):'),
    content: { label: 'Content', help: 'Text, sent as UTF-8.', schema: { type: 'string' }, required: true },
    mode: {
      label: 'If the file exists',
      help: '"add" refuses to change another content, "overwrite" replaces it.',
      schema: { type: 'string', enum: ['add', 'overwrite'] },
      required: false,
      default: 'add',
    },
  },
  output: FILE_SCHEMA,
  // The same content at the same path is no conflict, so a repeated upload changes nothing.
  repeatable: true,
  build: ({ path, content, mode }) => ({
    method: 'POST',
    url: 'https://content.dropboxapi.com/2/files/upload',
    headers: { 'content-type': 'application/octet-stream', 'dropbox-api-arg': asciiJson({ path, mode }) },
    body: content,
  }),
};

const downloadFile: Action = {
  key: 'downloadFile',
  title: 'Download file',
  inputs: { path: pathInput('File path', 'Such as /reports/today.txt.', '^/.+|^(id|rev|ns):') },
  output: { type: 'object', properties: { content: { type: 'string' }, file: FILE_SCHEMA } },
  repeatable: true,
  answer: 'text',
  build: ({ path }) => ({
    method: 'POST',
    url: 'https://content.dropboxapi.com/2/files/download',
    headers: { 'dropbox-api-arg': asciiJson({ path }) },
  }),
  read: ({ headers, body }) => ({ content: body, file: JSON.parse(headers['dropbox-api-result'] ?? '{}') }),
};

export const DROPBOX_ACTIONS: readonly Action[] = [downloadFile, listFolder, uploadFile];

function pathInput(label: string, help: string, pattern: string): ActionInput {
  return { label, help, schema: { type: 'string', pattern, maxLength: 4096 }, required: true };
}

/** The header `Dropbox-API-Arg` must be pure ASCII: everything from U+007F up is escaped, surrogates one by one. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
