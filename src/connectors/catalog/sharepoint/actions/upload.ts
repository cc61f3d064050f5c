import type { Action, ActionAnswer, ActionInputs, ActionVendor } from '../../../contract/action.js';
import { fileIn, fileInput } from '../../../contract/file-input.js';
import { memberOf, queryOf } from './graph.js';
import { DRIVE_ITEM_SCHEMA, itemAddress, LIBRARY, pathInput, withoutLink } from './places.js';
import { quickXorHash } from './quick-xor.js';

/** Fragments are multiples of 320 KiB; ten megabytes are what Microsoft advises at most. */
const FRAGMENT = 32 * 320 * 1024;
const BEHAVIOR = '@microsoft.graph.conflictBehavior';

const uploadFile: Action = {
  key: 'uploadFile',
  title: 'Upload file',
  help: 'A file of any size into a folder that is there; a large one goes up in parts.',
  inputs: {
    ...LIBRARY,
    path: pathInput('File', 'Where it is to be, such as /Reports/today.pdf; or id: and the id of a file to replace.'),
    content: fileInput('Content', 'A text, or the file value of a download.'),
    ifExists: {
      label: 'If the file exists',
      help: '"replace" makes a new version of it, "fail" refuses, unless a file sent whole is there with this very content.',
      schema: { type: 'string', enum: ['replace', 'fail'] },
      required: false,
      default: 'replace',
    },
  },
  output: DRIVE_ITEM_SCHEMA,
  // The same content at the same path is a new version of the same file.
  repeatable: true,
  async perform(inputs, vendor) {
    const file = fileIn(inputs, 'content');
    const parts = file.chunks(FRAGMENT);
    const first = await parts.next();
    const second = first.done ? first : await parts.next();
    if (first.done || second.done) return sendWhole(first.value ?? new Uint8Array(), inputs, vendor);
    if (file.size === undefined)
      throw vendor.failure(
        'SharePoint takes a large file only when its size is known; say it as size beside the content.',
      );
    const session = await UploadSession.open(inputs, vendor, file.size);
    return session.sendAll([first.value, second.value], parts);
  },
};

export const UPLOAD_ACTIONS: readonly Action[] = [uploadFile];

async function sendWhole(body: Uint8Array, inputs: ActionInputs, vendor: ActionVendor): Promise<unknown> {
  const url = `${itemAddress(inputs, inputs.path, '/content')}${queryOf({ [BEHAVIOR]: String(inputs.ifExists) })}`;
  const answer = await vendor.send({ method: 'PUT', url, body, expects: [409] });
  if (answer.status !== 409) return withoutLink(answer.body);
  // The upload may have come the first time, and only its answer got lost.
  const item = await look(inputs, vendor);
  if (contentHashOf(item) === quickXorHash(body)) return withoutLink(item);
  throw vendor.refusal(answer);
}

/** A large file goes up in parts, to an address that is its own proof: the token stays out of it. */
class UploadSession {
  readonly #inputs: ActionInputs;
  readonly #vendor: ActionVendor;
  readonly #size: number;
  readonly #url: string;
  /** What the file was before, to tell it from what it becomes. */
  readonly #before: unknown;
  #offset = 0;

  private constructor(
    inputs: ActionInputs,
    vendor: ActionVendor,
    facts: { size: number; url: string; before: unknown },
  ) {
    this.#inputs = inputs;
    this.#vendor = vendor;
    this.#size = facts.size;
    this.#url = facts.url;
    this.#before = facts.before;
  }

  static async open(inputs: ActionInputs, vendor: ActionVendor, size: number): Promise<UploadSession> {
    const before = await look(inputs, vendor);
    const { body } = await vendor.send({
      method: 'POST',
      url: itemAddress(inputs, inputs.path, '/createUploadSession'),
      body: { item: { [BEHAVIOR]: inputs.ifExists } },
    });
    const url = memberOf(body, 'uploadUrl');
    if (typeof url !== 'string') throw new TypeError('The answer has no address for the upload.');
    return new UploadSession(inputs, vendor, { size, url, before: memberOf(before, 'cTag') });
  }

  /** @returns the file as SharePoint has it now */
  async sendAll(begun: readonly Uint8Array[], rest: AsyncIterable<Uint8Array>): Promise<unknown> {
    try {
      let item: unknown;
      for (const part of begun) item = await this.#send(part);
      for await (const part of rest) item = await this.#send(part);
      if (this.#offset < this.#size) throw this.#vendor.failure('The file is not as long as its size says.');
      return withoutLink(item);
    } catch (error) {
      await this.#cancel();
      throw error;
    }
  }

  async #send(part: Uint8Array): Promise<unknown> {
    const end = this.#offset + part.length;
    const isWrong = end > this.#size || (part.length < FRAGMENT && end < this.#size);
    if (isWrong) throw this.#vendor.failure('The file is not as long as its size says.');
    const answer = await this.#vendor.send({
      method: 'PUT',
      url: this.#url,
      headers: { 'content-range': `bytes ${this.#offset}-${end - 1}/${this.#size}` },
      body: part,
      anonymous: true,
      expects: [404, 416],
    });
    const item =
      answer.status === 404 || answer.status === 416 ? await this.#afterLostAnswer(answer, end) : answer.body;
    this.#offset = end;
    this.#vendor.progress({ done: end, total: this.#size });
    return item;
  }

  /** The part had arrived and only its answer got lost; otherwise the upload has failed. */
  async #afterLostAnswer(answer: ActionAnswer, end: number): Promise<unknown> {
    if (answer.status === 416) {
      const { body } = await this.#vendor.send({ method: 'GET', url: this.#url, anonymous: true });
      const ranges = memberOf(body, 'nextExpectedRanges');
      if (Array.isArray(ranges) && ranges[0] === `${end}-`) return body;
    } else if (end === this.#size) {
      const item = await look(this.#inputs, this.#vendor);
      if (memberOf(item, 'size') === this.#size && memberOf(item, 'cTag') !== this.#before) return item;
    }
    throw this.#vendor.refusal(answer);
  }

  /** What came up counts against the quota until then; whether it works changes nothing. */
  async #cancel(): Promise<void> {
    const request = { method: 'DELETE', url: this.#url, anonymous: true, repeatable: false } as const;
    await this.#vendor.send(request).catch(() => undefined);
  }
}

function contentHashOf(item: unknown): unknown {
  return memberOf(memberOf(memberOf(item, 'file'), 'hashes'), 'quickXorHash');
}

/** The file that is there; undefined when there is none. */
async function look(inputs: ActionInputs, vendor: ActionVendor): Promise<unknown> {
  const url = itemAddress(inputs, inputs.path);
  const answer = await vendor.send({ method: 'GET', url, expects: [404] });
  return answer.status === 404 ? undefined : answer.body;
}
