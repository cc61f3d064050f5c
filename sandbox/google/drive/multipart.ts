import { asRecord, type Call } from '../../stage/call.js';
import { refuse } from '../wording.js';

export interface UploadParts {
  readonly metadata: Record<string, unknown>;
  readonly content: Buffer;
  readonly contentType: string;
}

/** `multipart/related`: metadata as JSON first, the bytes second (RFC 2387). */
export function partsOf(call: Call): UploadParts {
  const boundary = /boundary="?([^";]+)"?/i.exec(call.header('content-type'))?.[1];
  if (call.contentType !== 'multipart/related' || boundary === undefined) throw malformed();
  const text = call.body.toString('latin1');
  const [, first, second] = text.split(`--${boundary}`);
  if (first === undefined || second === undefined) throw malformed();
  const [metadata, media] = [partOf(first), partOf(second)];
  try {
    const parsed = asRecord(JSON.parse(metadata.body.toString('utf8'))) ?? {};
    return { metadata: parsed, content: media.body, contentType: media.type };
  } catch {
    throw malformed();
  }
}

function partOf(text: string): { readonly type: string; readonly body: Buffer } {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) throw malformed();
  const type = /content-type: *([^\r\n;]+)/i.exec(text.slice(0, end))?.[1] ?? 'application/octet-stream';
  return { type: type.trim(), body: Buffer.from(text.slice(end + 4, -2), 'latin1') };
}

function malformed() {
  return refuse(400, 'badContent', 'Malformed multipart body.');
}
