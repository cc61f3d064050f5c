import type { Action } from '../../../contract/action.js';
import { ActionFile } from '../../../contract/action-file.js';
import { fileIn, fileInput } from '../../../contract/file-input.js';

const uploadFile: Action = {
  key: 'uploadFile',
  title: 'Upload file',
  help: 'A file of at most 30 MB for a message that names the answered address, such as Media. Not for free accounts.',
  inputs: {
    content: fileInput('Content', 'A text, or the file value of a download.'),
    path: {
      label: 'Where to',
      help: 'The path of the upload, where Redox has told you another one.',
      schema: { type: 'string', pattern: '^/[a-z0-9/]+$', maxLength: 100 },
      required: false,
      default: '/uploads',
    },
  },
  output: { type: 'object', properties: { URI: { type: 'string' } }, required: ['URI'] },
  // What nobody refers to is not delivered anywhere.
  repeatable: true,
  perform: async (inputs, vendor) => {
    const body = inMultipart(fileIn(inputs, 'content'), `latchkey-${vendor.idempotencyKey}`);
    return (await vendor.send({ method: 'POST', url: String(inputs.path), body })).body;
  },
};

export const FILE_ACTIONS: readonly Action[] = [uploadFile];

/** The file as the one part `file` of a form (RFC 7578), behind a boundary that nobody could put into the file. */
function inMultipart(file: ActionFile, boundary: string): ActionFile {
  const name = encodeURIComponent(file.name ?? 'file');
  const type = file.contentType ?? 'application/octet-stream';
  const head = Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const size = file.size === undefined ? {} : { size: head.length + file.size + tail.length };
  return new ActionFile(
    { contentType: `multipart/form-data; boundary=${boundary}`, ...size },
    {
      async *open() {
        yield head;
        yield* file.stream();
        yield tail;
      },
    },
  );
}
