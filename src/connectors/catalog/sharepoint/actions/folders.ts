import type { Action, ActionInput } from '../../../contract/action.js';
import { GRAPH_PAGES, pageOutput, textIn } from './graph.js';
import { DRIVE_ITEM_SCHEMA, driveAddress, itemAddress, LIBRARY, pathInput, withoutLink } from './places.js';

export const NAME: ActionInput = {
  label: 'Name',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^(?!\\.{1,2}$)[^"*:<>?/\\\\|]+$' },
  required: true,
};
const LINKLESS_PAGES = {
  ...GRAPH_PAGES,
  items: (answer: Parameters<typeof GRAPH_PAGES.items>[0]) => GRAPH_PAGES.items(answer).map(withoutLink),
};

const listFolder: Action = {
  key: 'listFolder',
  title: 'List folder',
  help: 'The files and folders of a folder.',
  inputs: {
    ...LIBRARY,
    path: pathInput('Folder', 'From the root of the library, / for the root itself; or id: and the id of a folder.'),
    pageSize: {
      label: 'Entries per page',
      schema: { type: 'integer', minimum: 1, maximum: 5000 },
      required: false,
      default: 200,
    },
  },
  output: pageOutput(DRIVE_ITEM_SCHEMA),
  repeatable: true,
  reads: true,
  pages: LINKLESS_PAGES,
  build: (inputs) => ({
    method: 'GET',
    url: `${itemAddress(inputs, inputs.path, '/children')}?$top=${Number(inputs.pageSize)}`,
  }),
};

const searchFiles: Action = {
  key: 'searchFiles',
  title: 'Search files',
  help: 'Files and folders of a library by words of their name or content.',
  inputs: {
    ...LIBRARY,
    words: { label: 'Words', schema: { type: 'string', minLength: 1, maxLength: 200 }, required: true },
  },
  output: pageOutput(DRIVE_ITEM_SCHEMA),
  repeatable: true,
  reads: true,
  pages: LINKLESS_PAGES,
  build: (inputs) => {
    const words = encodeURIComponent(textIn(inputs, 'words').replaceAll("'", "''"));
    return { method: 'GET', url: `${driveAddress(inputs)}/root/search(q='${words}')` };
  },
};

const createFolder: Action = {
  key: 'createFolder',
  title: 'Create folder',
  help: 'A folder in another one, which must be there. A folder of that name that is there already is taken as it is.',
  inputs: { ...LIBRARY, path: pathInput('Parent folder', 'Such as /Reports, or / for the root.'), name: NAME },
  output: DRIVE_ITEM_SCHEMA,
  repeatable: true,
  async perform(inputs, vendor) {
    const answer = await vendor.send({
      method: 'POST',
      url: itemAddress(inputs, inputs.path, '/children'),
      body: { name: inputs.name, folder: {}, '@microsoft.graph.conflictBehavior': 'fail' },
      expects: [409],
    });
    if (answer.status !== 409) return withoutLink(answer.body);
    const parent = await vendor.send({ method: 'GET', url: itemAddress(inputs, inputs.path) });
    const id = idIn(parent.body);
    const url = `${driveAddress(inputs)}/items/${encodeURIComponent(id)}:/${encodeURIComponent(String(inputs.name))}`;
    const { body } = await vendor.send({ method: 'GET', url });
    if (typeof body !== 'object' || body === null || !('folder' in body)) throw vendor.refusal(answer);
    return withoutLink(body);
  },
};

const deleteFile: Action = {
  key: 'deleteFile',
  title: 'Delete file or folder',
  help: 'Into the recycle bin of the site, a folder with everything in it. Says whether there was something to delete.',
  inputs: { ...LIBRARY, path: pathInput('File or folder', 'Such as /Reports/old.pdf.') },
  output: { type: 'object', properties: { deleted: { type: 'boolean' } }, required: ['deleted'] },
  repeatable: true,
  build: (inputs) => ({ method: 'DELETE', url: itemAddress(inputs, inputs.path), expects: [404] }),
  read: ({ status }) => ({ deleted: status !== 404 }),
};

const createLink: Action = {
  key: 'createLink',
  title: 'Create link',
  help: 'An address for sharing a file or folder. The same link comes again when there is one already.',
  inputs: {
    ...LIBRARY,
    path: pathInput('File or folder', 'Such as /Reports/today.pdf.'),
    type: { label: 'People may', schema: { type: 'string', enum: ['view', 'edit'] }, required: false, default: 'view' },
    scope: {
      label: 'Who',
      help: 'Many companies do not allow links for anybody.',
      schema: { type: 'string', enum: ['organization', 'anonymous'] },
      required: false,
      default: 'organization',
    },
  },
  output: { type: 'object', properties: { link: { type: 'object', properties: { webUrl: { type: 'string' } } } } },
  repeatable: true,
  build: (inputs) => ({
    method: 'POST',
    url: itemAddress(inputs, inputs.path, '/createLink'),
    body: { type: inputs.type, scope: inputs.scope },
  }),
};

export const FOLDER_ACTIONS: readonly Action[] = [listFolder, searchFiles, createFolder, deleteFile, createLink];

function idIn(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'id' in body) return String(body.id);
  throw new TypeError('The answer has no id.');
}
