import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { ActionFile } from '../../../connectors/contract/action-file.js';
import { definedOnly } from '../../../connectors/contract/defined-only.js';
import { MAX_BODY_BYTES } from '../../api/requests/limits.js';
import { checkSafe } from '../../api/requests/request-safety.js';
import { multipartUnreadable } from './actions.errors.js';

/** Between two parts of a file that somebody waits for; milliseconds. */
const LONGEST_SILENCE = 60_000;

/** An action as a multipart request asks for it. */
export interface MultipartAction extends ReadFields {
  readonly files: Readonly<Record<string, ActionFile>>;
}

/**
 * Reads the fields `token` and `with` and then, when it comes, the one part that is a file: its name is that of the
 * input, and its bytes stay on the connection until the action reads them. What `with` says of that input, such as its
 * size, tells what the part itself cannot. @throws multipart-unreadable, invalid-request
 */
export function readMultipart(request: IncomingMessage): Promise<MultipartAction> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    const refuse = (reason: string): void => reject(multipartUnreadable(reason));
    const parser = parserOf(request, refuse);
    if (parser === undefined) return;
    parser.on('field', (...[name, value, , isCut]) => {
      if (isCut) refuse(`the field ${name.slice(0, 100)} is too long`);
      fields[name] = value;
    });
    parser.on('file', (...[name, stream, filename, , mimeType]) => {
      const told = definedOnly({ name: filename, contentType: mimeType });
      attempt(() => resolve(withFile(readFields(fields), name, { told, stream })), reject);
    });
    parser.on('finish', () => attempt(() => resolve({ ...readFields(fields), files: {} }), reject));
    parser.on('error', () => refuse('it is no multipart body, or it breaks off'));
    request.once('close', () => parser.destroy());
    request.pipe(parser);
  });
}

interface ReadFields {
  readonly token: unknown;
  readonly with: Record<string, unknown> | undefined;
}

interface FilePart {
  readonly told: { readonly name?: string; readonly contentType?: string };
  readonly stream: Readable;
}

function withFile({ token, with: inputs }: ReadFields, name: string, part: FilePart): MultipartAction {
  checkSafe('parts', { [name]: part.told });
  const { [name]: said, ...others }: Record<string, unknown> = { ...inputs };
  const file = new ActionFile({ ...part.told, ...factsIn(said) }, { open: () => once(part.stream) });
  return { token, with: inputs && others, files: { [name]: file } };
}

/** What throws in a listener would end the process. */
function attempt(work: () => void, refuse: (error: unknown) => void): void {
  try {
    work();
  } catch (error) {
    refuse(error);
  }
}

function parserOf(request: IncomingMessage, refuse: (reason: string) => void): Busboy | undefined {
  const type = request.headers['content-type'] ?? '';
  try {
    const headers: BusboyHeaders = { ...request.headers, 'content-type': type };
    return new Busboy({ headers, limits: { fields: 8, files: 1, fieldSize: MAX_BODY_BYTES } });
  } catch {
    refuse('its content type names no boundary');
    return undefined;
  }
}

/** No hook has seen these fields, so what is asked of every body is asked here. @throws invalid-request */
function readFields(fields: Readonly<Record<string, string>>): ReadFields {
  const read = { token: fields.token, with: inputsIn(fields) };
  checkSafe('body', read);
  return read;
}

function inputsIn({ with: text }: Readonly<Record<string, string>>): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}

function factsIn(said: unknown): { name?: string; size?: number; contentType?: string } {
  if (typeof said !== 'object' || said === null) return {};
  const { name, size, contentType }: Record<string, unknown> = { ...said };
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(Number.isSafeInteger(size) ? { size: Number(size) } : {}),
    ...(typeof contentType === 'string' ? { contentType } : {}),
  };
}

/** What came on a connection can be read once. Whoever reads does not wait for ever for the next bytes. */
async function* once(stream: Readable): AsyncGenerator<Uint8Array, void> {
  if (stream.readableEnded) throw multipartUnreadable('its file was read already');
  const stalled = (): unknown => stream.destroy(multipartUnreadable('its file stopped coming'));
  let timer = setTimeout(stalled, LONGEST_SILENCE);
  try {
    for await (const chunk of stream) {
      clearTimeout(timer);
      yield chunk;
      timer = setTimeout(stalled, LONGEST_SILENCE);
    }
  } finally {
    clearTimeout(timer);
  }
}
