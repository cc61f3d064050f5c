import type { Action, ActionAnswer, ActionInput } from '../../contract/action.js';
import {
  ANY_PATH,
  atCursor,
  FILE_PATH,
  FILE_SCHEMA,
  listOf,
  MEMBER,
  memberOf,
  pathInput,
  pathOf,
  rpc,
  tagsOf,
} from './dropbox-inputs.js';

const ENTRIES = {
  type: 'object',
  properties: {
    items: { type: 'array', items: FILE_SCHEMA },
    hasMore: { type: 'boolean' },
    cursor: { type: 'string' },
  },
} as const;

const folder = pathInput('Folder path', 'Empty or "/" is the root.', ANY_PATH);
const recursive: ActionInput = {
  label: 'With subfolders',
  schema: { type: 'boolean' },
  required: false,
  default: false,
};

const listFolder: Action = {
  key: 'listFolder',
  title: 'List folder',
  inputs: {
    path: folder,
    recursive,
    limit: {
      label: 'Entries of a page at most',
      schema: { type: 'integer', minimum: 1, maximum: 2000 },
      required: false,
      default: 500,
    },
    cursor: {
      label: 'Cursor',
      help: 'Of an earlier list or of Get a cursor of now: only what changed since, with what was deleted.',
      schema: { type: 'string', maxLength: 4096 },
      required: false,
    },
    ...MEMBER,
  },
  output: ENTRIES,
  repeatable: true,
  reads: true,
  pages: { items: (answer) => listOf(answer, 'entries'), next: atCursor('files/list_folder/continue') },
  build: (inputs) => {
    const { path, recursive, limit, cursor } = inputs;
    if (cursor !== undefined) return rpc('files/list_folder/continue', { cursor }, inputs);
    return rpc('files/list_folder', { path: pathOf(path), recursive, limit }, inputs);
  },
  read: ({ body }) => ({ cursor: memberOf(body, 'cursor') }),
};

const getCursor: Action = {
  key: 'getCursor',
  title: 'Get a cursor of now',
  help: 'For List folder, which then tells only what changes from now on.',
  inputs: { path: folder, recursive, ...MEMBER },
  output: { type: 'object', properties: { cursor: { type: 'string' } }, required: ['cursor'] },
  repeatable: true,
  reads: true,
  build: (inputs) =>
    rpc('files/list_folder/get_latest_cursor', { path: pathOf(inputs.path), recursive: inputs.recursive }, inputs),
  read: ({ body }) => ({ cursor: memberOf(body, 'cursor') }),
};

const getMetadata: Action = {
  key: 'getMetadata',
  title: 'Get file or folder',
  inputs: { path: pathInput('Path', 'Of a file or folder, or its id.', FILE_PATH), ...MEMBER },
  output: FILE_SCHEMA,
  repeatable: true,
  reads: true,
  build: (inputs) => rpc('files/get_metadata', { path: inputs.path }, inputs),
};

const createFolder: Action = {
  key: 'createFolder',
  title: 'Create folder',
  help: 'With all folders above it. A folder that is there already is fine.',
  inputs: { path: pathInput('Folder path', 'Such as /reports/2026.', '^/.+'), ...MEMBER },
  output: { type: 'object', properties: { created: { type: 'boolean' }, folder: FILE_SCHEMA } },
  repeatable: true,
  async perform(inputs, vendor) {
    const { path } = inputs;
    const made = await vendor.send({ ...rpc('files/create_folder_v2', { path }, inputs), expects: [409] });
    if (made.status !== 409) return { created: true, folder: memberOf(made.body, 'metadata') };
    if (tagsOf(made).join(' ') !== 'path conflict folder') throw vendor.refusal(made);
    const { body } = await vendor.send(rpc('files/get_metadata', { path }, inputs));
    return { created: false, folder: body };
  },
};

const deleteEntry: Action = {
  key: 'deleteEntry',
  title: 'Delete file or folder',
  help: 'A folder goes with all that is in it. What is gone already is fine.',
  inputs: { path: pathInput('Path', 'Of a file or folder, or its id.', FILE_PATH), ...MEMBER },
  output: { type: 'object', properties: { deleted: { type: 'boolean' }, entry: FILE_SCHEMA } },
  repeatable: true,
  async perform(inputs, vendor) {
    const answer = await vendor.send({ ...rpc('files/delete_v2', { path: inputs.path }, inputs), expects: [409] });
    if (answer.status !== 409) return { deleted: true, entry: memberOf(answer.body, 'metadata') };
    if (tagsOf(answer).join(' ') === 'path_lookup not_found') return { deleted: false };
    throw vendor.refusal(answer);
  },
};

const rename: ActionInput = {
  label: 'If the target exists',
  help: 'Choose another name beside it, instead of refusing.',
  schema: { type: 'boolean' },
  required: false,
  default: false,
};

const move = relocation('move', 'Move', 'files/move_v2');
const copy = relocation('copy', 'Copy', 'files/copy_v2');

const search: Action = {
  key: 'search',
  title: 'Search',
  inputs: {
    query: { label: 'Words', schema: { type: 'string', minLength: 1, maxLength: 1000 }, required: true },
    path: { ...pathInput('In folder', 'Empty or "/" is everywhere.', ANY_PATH), required: false, default: '' },
    filenameOnly: { label: 'In names only', schema: { type: 'boolean' }, required: false, default: false },
    limit: {
      label: 'Matches of a page at most',
      schema: { type: 'integer', minimum: 1, maximum: 1000 },
      required: false,
      default: 100,
    },
    ...MEMBER,
  },
  output: ENTRIES,
  repeatable: true,
  reads: true,
  pages: { items: matchesIn, next: atCursor('files/search/continue_v2') },
  build: (inputs) => {
    const { query, path, filenameOnly, limit } = inputs;
    const options = { path: pathOf(path), max_results: limit, filename_only: filenameOnly };
    return rpc('files/search_v2', { query, options }, inputs);
  },
};

export const FOLDER_ACTIONS: readonly Action[] = [
  listFolder,
  getCursor,
  getMetadata,
  createFolder,
  move,
  copy,
  deleteEntry,
  search,
];

function relocation(key: string, verb: string, route: string): Action {
  return {
    key,
    title: `${verb} file or folder`,
    inputs: {
      from: pathInput('From', 'Path of a file or folder, or its id.', FILE_PATH),
      to: pathInput('To', 'The whole new path, with the name.', '^/.+'),
      autorename: rename,
      ...MEMBER,
    },
    output: FILE_SCHEMA,
    repeatable: false,
    build: (inputs) => {
      const { from, to, autorename } = inputs;
      return rpc(route, { from_path: from, to_path: to, autorename }, inputs);
    },
    read: ({ body }) => memberOf(body, 'metadata'),
  };
}

/** A match wraps its metadata twice. */
function matchesIn(answer: ActionAnswer): readonly unknown[] {
  return listOf(answer, 'matches').map((match) => memberOf(memberOf(match, 'metadata'), 'metadata'));
}
