import type { Action, ActionInputs } from '../../contract/action.js';
import {
  address,
  FIELDS,
  FILE_SCHEMA,
  filePath,
  folderInput,
  idInput,
  listOf,
  listRequest,
  memberOf,
  nextPage,
  quoted,
} from './drive-inputs.js';

const file = idInput('File or folder', 'Its id, as in its address.');

const PERMISSION = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    type: { type: 'string' },
    role: { type: 'string' },
    emailAddress: { type: 'string' },
  },
  required: ['id'],
} as const;

const listFiles: Action = {
  key: 'listFiles',
  title: 'List or search files',
  help: 'What lies in a folder, or what a search finds anywhere.',
  inputs: {
    folder: { ...folderInput('In folder'), required: false },
    nameContains: { label: 'Name contains', schema: { type: 'string', maxLength: 500 }, required: false },
    query: {
      label: 'Search',
      help: "In Drive's own language, such as mimeType = 'application/pdf'. Anywhere, unless a folder is named.",
      schema: { type: 'string', maxLength: 5000 },
      required: false,
      binds: 'drive',
    },
    orderBy: {
      label: 'Order',
      help: 'Such as modifiedTime desc,name.',
      schema: { type: 'string', pattern: '^[A-Za-z_]+( desc)?(,[A-Za-z_]+( desc)?)*$', maxLength: 200 },
      required: false,
    },
    pageSize: {
      label: 'Files of a page at most',
      schema: { type: 'integer', minimum: 1, maximum: 1000 },
      required: false,
      default: 100,
    },
  },
  output: {
    type: 'object',
    properties: {
      items: { type: 'array', items: FILE_SCHEMA },
      hasMore: { type: 'boolean' },
      isComplete: { type: 'boolean' },
    },
  },
  repeatable: true,
  reads: true,
  pages: { items: (answer) => listOf(answer, 'files'), next: nextPage },
  build: (inputs) => listRequest({ q: searchOf(inputs), ...shapeOf(inputs) }, FIELDS),
  // Drive may leave out what it could not search in time.
  read: ({ body }) => ({ isComplete: memberOf(body, 'incompleteSearch') !== true }),
};

const share: Action = {
  key: 'share',
  title: 'Share',
  help: 'Gives somebody a role. Who has it already keeps it.',
  inputs: {
    file,
    type: {
      label: 'With',
      schema: { type: 'string', enum: ['user', 'group', 'domain', 'anyone'] },
      required: false,
      default: 'user',
    },
    emailAddress: {
      label: 'Email address',
      help: 'Of the user or group.',
      schema: { type: 'string', pattern: '^[^@\\s]+@[^@\\s]+$', maxLength: 320 },
      required: false,
    },
    domain: { label: 'Domain', schema: { type: 'string', pattern: '^[a-z0-9.-]+$', maxLength: 253 }, required: false },
    role: {
      label: 'Role',
      schema: { type: 'string', enum: ['reader', 'commenter', 'writer', 'fileOrganizer', 'organizer'] },
      required: false,
      default: 'reader',
    },
    notify: { label: 'Tell them by email', schema: { type: 'boolean' }, required: false, default: false },
  },
  output: PERMISSION,
  // A second permission of the same person is the first one, with the role that was asked for last.
  repeatable: true,
  build: (inputs) => ({
    method: 'POST',
    url: address(`${filePath(inputs)}/permissions`, {
      fields: 'id,type,role,emailAddress,domain',
      sendNotificationEmail: String(inputs.notify),
    }),
    body: permissionOf(inputs),
  }),
};

const listPermissions: Action = {
  key: 'listPermissions',
  title: 'List who has access',
  inputs: { file },
  output: { type: 'object', properties: { items: { type: 'array', items: PERMISSION }, hasMore: { type: 'boolean' } } },
  repeatable: true,
  reads: true,
  pages: { items: (answer) => listOf(answer, 'permissions'), next: nextPage },
  build: (inputs) => ({
    method: 'GET',
    url: address(`${filePath(inputs)}/permissions`, {
      pageSize: '100',
      fields: 'nextPageToken,permissions(id,type,role,emailAddress,domain)',
    }),
  }),
};

const unshare: Action = {
  key: 'unshare',
  title: 'Stop sharing',
  help: 'Takes a permission away. One that is gone already is fine.',
  inputs: { file, permission: idInput('Permission', 'Its id, as the list of who has access says it.') },
  output: { type: 'object', properties: { removed: { type: 'boolean' } } },
  repeatable: true,
  async perform(inputs, vendor) {
    const path = `${filePath(inputs)}/permissions/${encodeURIComponent(String(inputs.permission))}`;
    const { status } = await vendor.send({ method: 'DELETE', url: address(path), expects: [404] });
    return { removed: status !== 404 };
  },
};

export const DRIVE_SHARING_ACTIONS: readonly Action[] = [listFiles, share, listPermissions, unshare];

function searchOf({ folder, nameContains, query }: ActionInputs): string {
  const anywhere = query !== undefined || nameContains !== undefined;
  const conditions = [
    'trashed = false',
    ...(anywhere && folder === 'root' ? [] : [`${quoted(folder)} in parents`]),
    ...(nameContains === undefined ? [] : [`name contains ${quoted(nameContains)}`]),
    ...(query === undefined ? [] : [`(${query})`]),
  ];
  return conditions.join(' and ');
}

function shapeOf({ orderBy, pageSize }: ActionInputs): Readonly<Record<string, string>> {
  return { pageSize: String(pageSize), ...(orderBy === undefined ? {} : { orderBy: String(orderBy) }) };
}

function permissionOf({ type, role, emailAddress, domain }: ActionInputs): Readonly<Record<string, unknown>> {
  return {
    type,
    role,
    ...(emailAddress === undefined ? {} : { emailAddress }),
    ...(domain === undefined ? {} : { domain }),
  };
}
