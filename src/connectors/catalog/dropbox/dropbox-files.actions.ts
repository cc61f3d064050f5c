import type { Action, ActionAnswer, ActionInputs, ActionVendor } from '../../contract/action.js';
import type { FileFacts } from '../../contract/action-file.js';
import { fileIn, fileInput } from '../../contract/file-input.js';
import { ContentHash } from './content-hash.js';
import {
  contentCall,
  FILE_PATH,
  FILE_SCHEMA,
  MEMBER,
  memberOf,
  pathInput,
  rpc,
  tagsOf,
  type UploadPart,
  uploadCall,
} from './dropbox-inputs.js';

/** A multiple of 4 MiB, far below the 150 MiB that one request may have; two of them are held at once. */
const PART = 8 * 1024 * 1024;

const downloadFile: Action = {
  key: 'downloadFile',
  title: 'Download file',
  help: 'The file as a stream. In a process the output is a file value, which an upload of any connector takes.',
  inputs: { path: pathInput('File path', 'Such as /reports/today.pdf.', '^/.+|^(id|rev|ns):'), ...MEMBER },
  output: { type: 'object', properties: { name: { type: 'string' }, size: { type: 'integer' } } },
  repeatable: true,
  answer: 'file',
  build: (inputs) => contentCall('files/download', { path: inputs.path }, inputs),
  describe: ({ headers }) => factsOf(JSON.parse(headers['dropbox-api-result'] ?? '{}')),
  look: {
    build: (inputs) => rpc('files/get_metadata', { path: inputs.path }, inputs),
    read: ({ body }) => factsOf(body),
  },
};

const readTextFile: Action = {
  key: 'readTextFile',
  title: 'Read text file',
  help: 'The content of a small file as text.',
  inputs: { path: pathInput('File path', 'Such as /reports/today.txt.', '^/.+|^(id|rev|ns):'), ...MEMBER },
  output: { type: 'object', properties: { content: { type: 'string' }, file: FILE_SCHEMA } },
  repeatable: true,
  reads: true,
  answer: 'text',
  build: (inputs) => contentCall('files/download', { path: inputs.path }, inputs),
  read: ({ headers, body }) => ({ content: body, file: JSON.parse(headers['dropbox-api-result'] ?? '{}') }),
};

const uploadFile: Action = {
  key: 'uploadFile',
  title: 'Upload file',
  help: 'A file of any size; a large one goes up in parts.',
  inputs: {
    path: pathInput('File path', 'Such as /reports/today.pdf.', FILE_PATH),
    content: fileInput('Content', 'A text, or the file value of a download.'),
    mode: {
      label: 'If the file exists',
      help: '"add" refuses to change another content, "overwrite" replaces it.',
      schema: { type: 'string', enum: ['add', 'overwrite'] },
      required: false,
      default: 'add',
    },
    ...MEMBER,
  },
  output: FILE_SCHEMA,
  // The same content at the same path is no conflict, so a repeated upload changes nothing.
  repeatable: true,
  async perform(inputs, vendor) {
    const { size, ...file } = sourceOf(inputs);
    const commit = { path: inputs.path, mode: inputs.mode };
    const first = await file.parts.next();
    const second = first.done ? first : await file.parts.next();
    if (first.done || second.done) {
      const whole = { argument: commit, body: first.value ?? new Uint8Array() };
      return (await vendor.send(uploadCall('files/upload', whole, inputs))).body;
    }
    const session = new UploadSession(inputs, vendor, size);
    await session.start(first.value);
    await session.append(second.value);
    for await (const part of file.parts) await session.append(part);
    return session.finish(commit);
  },
};

export const FILE_ACTIONS: readonly Action[] = [downloadFile, readTextFile, uploadFile];

/** A large file goes up in parts; Dropbox keeps the session for a week. */
class UploadSession {
  readonly #inputs: ActionInputs;
  readonly #vendor: ActionVendor;
  readonly #size: number | undefined;
  readonly #hash = new ContentHash();
  #id: unknown;
  #offset = 0;

  constructor(inputs: ActionInputs, vendor: ActionVendor, size: number | undefined) {
    this.#inputs = inputs;
    this.#vendor = vendor;
    this.#size = size;
  }

  async start(part: Uint8Array): Promise<void> {
    const { body } = await this.#send('files/upload_session/start', { argument: { close: false }, body: part });
    this.#id = memberOf(body, 'session_id');
    await this.#advance(part);
  }

  async append(part: Uint8Array): Promise<void> {
    const argument = { cursor: this.#cursor, close: false };
    const answer = await this.#send('files/upload_session/append_v2', { argument, body: part }, [409]);
    // The part had arrived, and only its answer got lost.
    const isThere = correctOffset(answer) === this.#offset + part.length;
    if (answer.status === 409 && !isThere) throw this.#vendor.refusal(answer);
    await this.#advance(part);
  }

  async finish(commit: { readonly path: unknown; readonly mode: unknown }): Promise<unknown> {
    const argument = { cursor: this.#cursor, commit };
    const answer = await this.#send('files/upload_session/finish', { argument, body: new Uint8Array() }, [409]);
    if (answer.status !== 409) return answer.body;
    // A session that is gone has become the file, when only the answer that said so got lost.
    const there = tagsOf(answer)[0] === 'lookup_failed' ? await this.#fileAt(commit.path) : undefined;
    if (there === undefined) throw this.#vendor.refusal(answer);
    return there;
  }

  /** The file there, if its content is what was sent. */
  async #fileAt(path: unknown): Promise<unknown> {
    const { body } = await this.#vendor.send({ ...rpc('files/get_metadata', { path }, this.#inputs), expects: [409] });
    return memberOf(body, 'content_hash') === (await this.#hash.value()) ? body : undefined;
  }

  get #cursor() {
    return { session_id: this.#id, offset: this.#offset };
  }

  #send(route: string, part: UploadPart, expects: readonly number[] = []): Promise<ActionAnswer> {
    return this.#vendor.send({ ...uploadCall(route, part, this.#inputs), expects });
  }

  async #advance(part: Uint8Array): Promise<void> {
    await this.#hash.add(part);
    this.#offset += part.length;
    this.#vendor.progress({ done: this.#offset, ...(this.#size === undefined ? {} : { total: this.#size }) });
  }
}

function sourceOf(inputs: ActionInputs) {
  const file = fileIn(inputs, 'content');
  return { size: file.size, parts: file.chunks(PART) };
}

function correctOffset({ body }: ActionAnswer): unknown {
  const error = memberOf(body, 'error');
  return memberOf(memberOf(error, 'incorrect_offset') ?? error, 'correct_offset');
}

function factsOf(metadata: unknown): FileFacts {
  const [name, size] = [memberOf(metadata, 'name'), memberOf(metadata, 'size')];
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof size === 'number' ? { size } : {}),
  };
}
