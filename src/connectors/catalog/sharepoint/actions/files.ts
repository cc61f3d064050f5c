import type { Action } from '../../../contract/action.js';
import type { FileFacts } from '../../../contract/action-file.js';
import { memberOf } from './graph.js';
import { DRIVE_ITEM_SCHEMA, itemAddress, LIBRARY, pathInput, withoutLink } from './places.js';

const FILE = { ...LIBRARY, path: pathInput('File', 'Such as /Reports/today.pdf, or id: and the id of a file.') };

const getFile: Action = {
  key: 'getFile',
  title: 'Get file or folder',
  help: 'What SharePoint knows of a file or folder: name, size, address, changes.',
  inputs: FILE,
  output: DRIVE_ITEM_SCHEMA,
  repeatable: true,
  reads: true,
  build: (inputs) => ({ method: 'GET', url: itemAddress(inputs, inputs.path) }),
  read: ({ body }) => withoutLink(body),
};

const downloadFile: Action = {
  key: 'downloadFile',
  title: 'Download file',
  help: 'The file as a stream. In a process the output is a file value, which an upload of any connector takes.',
  inputs: FILE,
  output: { type: 'object', properties: { name: { type: 'string' }, size: { type: 'integer' } } },
  repeatable: true,
  answer: 'file',
  // Redirects to an address of its own, where the token is not sent.
  build: (inputs) => ({ method: 'GET', url: itemAddress(inputs, inputs.path, '/content') }),
  look: {
    build: (inputs) => ({ method: 'GET', url: itemAddress(inputs, inputs.path) }),
    read: ({ body }) => factsOf(body),
  },
};

const readTextFile: Action = {
  key: 'readTextFile',
  title: 'Read text file',
  help: 'The content of a small file as text.',
  inputs: FILE,
  output: { type: 'object', properties: { content: { type: 'string' } }, required: ['content'] },
  repeatable: true,
  reads: true,
  answer: 'text',
  build: (inputs) => ({ method: 'GET', url: itemAddress(inputs, inputs.path, '/content') }),
  read: ({ body }) => ({ content: body }),
};

export const FILE_ACTIONS: readonly Action[] = [getFile, downloadFile, readTextFile];

function factsOf(item: unknown): FileFacts {
  const [name, size] = [memberOf(item, 'name'), memberOf(item, 'size')];
  const contentType = memberOf(memberOf(item, 'file'), 'mimeType');
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof size === 'number' ? { size } : {}),
    ...(typeof contentType === 'string' ? { contentType } : {}),
  };
}
