import type { ActionAnswer, ActionInputs, ActionVendor } from '../../contract/action.js';
import type { ActionFile } from '../../contract/action-file.js';
import { address, FIELDS, UPLOAD } from './drive-inputs.js';

/** A multiple of 256 KiB, as every part but the last has to be. */
const PART = 8 * 1024 * 1024;
/** Go on: not all of the file has come. It is no redirect here. */
const RESUME_INCOMPLETE = 308;

/** A resumable upload: of any size, also where nobody knows the size before its end. */
export class DriveUpload {
  readonly #vendor: ActionVendor;
  readonly #file: ActionFile;
  #session = '';
  #offset = 0;

  constructor(vendor: ActionVendor, file: ActionFile) {
    this.#vendor = vendor;
    this.#file = file;
  }

  /** @param fileId of a file whose content is replaced; absent for a new one */
  async run(metadata: ActionInputs, fileId?: string): Promise<unknown> {
    await this.#begin(metadata, fileId);
    let held: Uint8Array | undefined;
    for await (const part of this.#file.chunks(PART)) {
      if (held) await this.#send(held, '*');
      held = part;
    }
    return this.#finish(held ?? new Uint8Array());
  }

  async #begin(metadata: ActionInputs, fileId: string | undefined): Promise<void> {
    const { contentType, size } = this.#file;
    const answer = await this.#vendor.send({
      method: fileId === undefined ? 'POST' : 'PATCH',
      url: address(
        fileId === undefined ? '/files' : `/files/${encodeURIComponent(fileId)}`,
        { uploadType: 'resumable', fields: FIELDS },
        UPLOAD,
      ),
      headers: {
        'x-upload-content-type': contentType ?? 'application/octet-stream',
        ...(size === undefined ? {} : { 'x-upload-content-length': String(size) }),
      },
      body: metadata,
      // Nothing exists before the last part has come.
      repeatable: true,
    });
    if (!answer.headers.location) throw new TypeError('The answer has no address for the upload.');
    this.#session = answer.headers.location;
  }

  async #finish(part: Uint8Array): Promise<unknown> {
    const total = String(this.#offset + part.length);
    // An empty file has no last byte that a range could name; Google's own clients send no range with it.
    const last = total === '0' ? this.#putEmpty() : this.#put(part, total, false);
    const answer = await last.catch((error: unknown) => this.#outcome(total, error));
    if (answer.status === RESUME_INCOMPLETE) throw this.#vendor.refusal(answer);
    this.#advance(part.length);
    return answer.body;
  }

  /** The last answer got lost, or was a failure: whether the file is there all the same. @throws what was thrown */
  async #outcome(total: string, error: unknown): Promise<ActionAnswer> {
    const answer = await this.#put(new Uint8Array(), total, true).catch(() => undefined);
    if (answer === undefined || answer.status === RESUME_INCOMPLETE) throw error;
    return answer;
  }

  /** A part whose answer got lost is sent again: Drive takes the bytes of a place only once. */
  async #send(part: Uint8Array, total: string): Promise<void> {
    let sent = part;
    while (sent.length > 0) {
      const answer = await this.#put(sent, total, true);
      const kept = keptBytes(answer) - this.#offset;
      if (answer.status !== RESUME_INCOMPLETE || kept <= 0 || kept > sent.length) throw this.#vendor.refusal(answer);
      this.#advance(kept);
      sent = sent.subarray(kept);
    }
  }

  #put(part: Uint8Array, total: string, repeatable: boolean): Promise<ActionAnswer> {
    const last = this.#offset + part.length - 1;
    const range = part.length === 0 ? '*' : `${this.#offset}-${last}`;
    return this.#vendor.send({
      method: 'PUT',
      url: this.#session,
      headers: { 'content-range': `bytes ${range}/${total}` },
      body: part,
      expects: [RESUME_INCOMPLETE],
      repeatable,
    });
  }

  #putEmpty(): Promise<ActionAnswer> {
    return this.#vendor.send({
      method: 'PUT',
      url: this.#session,
      body: new Uint8Array(),
      expects: [RESUME_INCOMPLETE],
      repeatable: false,
    });
  }

  #advance(bytes: number): void {
    this.#offset += bytes;
    const { size } = this.#file;
    this.#vendor.progress({ done: this.#offset, ...(size === undefined ? {} : { total: size }) });
  }
}

/** How much of the file is there: `Range: bytes=0-262143`; nothing without one. */
function keptBytes({ headers }: ActionAnswer): number {
  const last = /^bytes=0-(\d+)$/.exec(headers.range ?? '')?.[1];
  return last === undefined ? 0 : Number(last) + 1;
}
