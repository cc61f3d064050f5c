import type { Action, ActionInput, ActionInputs } from '../../contract/action.js';
import type { FileFacts } from '../../contract/action-file.js';
import { fileIn, fileInput } from '../../contract/file-input.js';
import { address, FIELDS, FILE_SCHEMA, FOLDER_TYPE, filePath, folderInput, idInput, memberOf } from './drive-inputs.js';
import { DriveUpload } from './drive-upload.js';

const file = idInput('File', 'The id of the file, as in its address.');

const name: ActionInput = {
  label: 'Name',
  help: 'Names are not unique in a folder.',
  schema: { type: 'string', minLength: 1, maxLength: 1000 },
  required: true,
};

const upload: Action = {
  key: 'upload',
  title: 'Upload file',
  help: 'A file of any size; it goes up in parts. Drive makes another file of the same name each time.',
  inputs: {
    content: fileInput('Content', 'A text, or the file value of a download.'),
    name: {
      ...name,
      help: 'Empty: the name of the file that comes. Names are not unique in a folder.',
      required: false,
    },
    folder: folderInput('In folder'),
  },
  output: FILE_SCHEMA,
  repeatable: false,
  perform(inputs, vendor) {
    const content = fileIn(inputs, 'content');
    const metadata = { name: inputs.name ?? content.name ?? 'Untitled', parents: [inputs.folder] };
    return new DriveUpload(vendor, content).run(metadata);
  },
};

const replaceContent: Action = {
  key: 'replaceContent',
  title: 'Replace content',
  help: 'A new version of a file that is there.',
  inputs: { file, content: fileInput('Content', 'A text, or the file value of a download.') },
  output: FILE_SCHEMA,
  // The same content once more is the same content.
  repeatable: true,
  perform: (inputs, vendor) => new DriveUpload(vendor, fileIn(inputs, 'content')).run({}, String(inputs.file)),
};

const download: Action = {
  key: 'download',
  title: 'Download file',
  help: 'The file as a stream. In a process the output is a file value, which an upload of any connector takes.',
  inputs: { file },
  output: { type: 'object', properties: { name: { type: 'string' }, size: { type: 'integer' } } },
  repeatable: true,
  answer: 'file',
  build: (inputs) => ({ method: 'GET', url: address(filePath(inputs), { alt: 'media' }) }),
  look: {
    build: (inputs) => ({ method: 'GET', url: address(filePath(inputs), { fields: 'name,size,mimeType' }) }),
    read: ({ body }) => factsOf(body),
  },
};

const exportDocument: Action = {
  key: 'exportDocument',
  title: 'Export Google document',
  help: 'A document, sheet or presentation of Google in another format; at most 10 MB.',
  inputs: {
    file,
    format: {
      label: 'Format',
      help: 'A media type, such as application/pdf or text/csv.',
      schema: { type: 'string', pattern: '^[a-z]+/[A-Za-z0-9.+-]+$', maxLength: 200 },
      required: false,
      default: 'application/pdf',
    },
  },
  output: { type: 'object', properties: { name: { type: 'string' }, contentType: { type: 'string' } } },
  repeatable: true,
  answer: 'file',
  build: (inputs) => ({
    method: 'GET',
    url: address(`${filePath(inputs)}/export`, { mimeType: String(inputs.format) }),
  }),
  look: {
    build: (inputs) => ({ method: 'GET', url: address(filePath(inputs), { fields: 'name' }) }),
    read: ({ body }, { format }) => ({ ...factsOf(body), contentType: String(format) }),
  },
};

const getFile: Action = {
  key: 'getFile',
  title: 'Get file or folder',
  inputs: { file },
  output: FILE_SCHEMA,
  repeatable: true,
  reads: true,
  build: (inputs) => ({ method: 'GET', url: address(filePath(inputs), { fields: FIELDS }) }),
};

const createFolder: Action = {
  key: 'createFolder',
  title: 'Create folder',
  help: 'Drive makes another folder of the same name each time.',
  inputs: { name, folder: folderInput('In folder') },
  output: FILE_SCHEMA,
  repeatable: false,
  build: (inputs) => ({
    method: 'POST',
    url: address('/files', { fields: FIELDS }),
    body: { name: inputs.name, mimeType: FOLDER_TYPE, parents: [inputs.folder] },
  }),
};

const copy: Action = {
  key: 'copy',
  title: 'Copy file',
  inputs: {
    file,
    name: { ...name, help: 'Empty: as Drive calls copies.', required: false },
    folder: folderInput('To folder'),
  },
  output: FILE_SCHEMA,
  repeatable: false,
  build: (inputs) => ({
    method: 'POST',
    url: address(`${filePath(inputs)}/copy`, { fields: FIELDS }),
    body: { parents: [inputs.folder], ...(inputs.name === undefined ? {} : { name: inputs.name }) },
  }),
};

const move: Action = {
  key: 'move',
  title: 'Move file or folder',
  inputs: {
    file,
    folder: folderInput('To folder', true),
    name: { ...name, help: 'Empty: as it was.', required: false },
  },
  output: FILE_SCHEMA,
  // Where it is already, it stays.
  repeatable: true,
  async perform(inputs, vendor) {
    const { body } = await vendor.send({ method: 'GET', url: address(filePath(inputs), { fields: 'parents' }) });
    const query = { fields: FIELDS, ...parentsBetween(memberOf(body, 'parents'), inputs) };
    const change = inputs.name === undefined ? {} : { name: inputs.name };
    return (await vendor.send({ method: 'PATCH', url: address(filePath(inputs), query), body: change })).body;
  },
};

const trash: Action = {
  key: 'trash',
  title: 'Move to trash',
  help: 'Its owner can take it out again for 30 days.',
  inputs: { file },
  output: FILE_SCHEMA,
  repeatable: true,
  build: (inputs) => ({
    method: 'PATCH',
    url: address(filePath(inputs), { fields: FIELDS }),
    body: { trashed: true },
  }),
};

const deleteFile: Action = {
  key: 'delete',
  title: 'Delete for good',
  help: 'A folder goes with all that is in it. What is gone already is fine.',
  inputs: { file },
  output: { type: 'object', properties: { deleted: { type: 'boolean' } } },
  repeatable: true,
  async perform(inputs, vendor) {
    const { status } = await vendor.send({ method: 'DELETE', url: address(filePath(inputs)), expects: [404] });
    return { deleted: status !== 404 };
  },
};

export const DRIVE_FILE_ACTIONS: readonly Action[] = [
  upload,
  replaceContent,
  download,
  exportDocument,
  getFile,
  createFolder,
  copy,
  move,
  trash,
  deleteFile,
];

/** What leaves and what comes; neither is named when it is there already. */
function parentsBetween(parents: unknown, { folder }: ActionInputs): Readonly<Record<string, string>> {
  const now = Array.isArray(parents) ? parents.map(String) : [];
  const leave = now.filter((parent) => parent !== folder);
  return {
    ...(now.includes(String(folder)) ? {} : { addParents: String(folder) }),
    ...(leave.length === 0 ? {} : { removeParents: leave.join(',') }),
  };
}

/** Drive writes sizes as text; what Google's own documents measure is nobody's size. */
function factsOf(body: unknown): FileFacts {
  const [name, size, contentType] = ['name', 'size', 'mimeType'].map((member) => memberOf(body, member));
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof size === 'string' ? { size: Number(size) } : {}),
    ...(typeof contentType === 'string' ? { contentType } : {}),
  };
}
