import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { ActionFile } from '../../../connectors/contract/action-file.js';
import type { ActionOutputDto } from './action.dto.js';
import type { ActionOutcome } from './action-calls.js';

export function sendOutput(reply: FastifyReply, { output, resolution }: ActionOutcome<unknown>): FastifyReply {
  const { token, warning } = resolution;
  const body: ActionOutputDto = { token, output: output ?? null, ...(warning === undefined ? {} : { warning }) };
  return reply.status(200).send(body);
}

/** Sends a file as it comes. It is the vendor's and no page of ours, so a browser may only save it. */
export function sendFile(reply: FastifyReply, { output: file, resolution }: ActionOutcome<ActionFile>): FastifyReply {
  const { token, warning } = resolution;
  void reply
    .status(200)
    .header('content-type', file.contentType ?? 'application/octet-stream')
    .header('content-disposition', attachment(file.name))
    .header('latchkey-token-generation', String(token.generation))
    .header('latchkey-token-scope', token.scope);
  if (warning !== undefined) void reply.header('latchkey-token-warning', encodeURIComponent(warning));
  if (file.size !== undefined) void reply.header('content-length', String(file.size));
  return reply.send(Readable.from(file.stream(), { objectMode: false }));
}

/** RFC 6266; names beyond ASCII as RFC 8187 says. */
function attachment(name: string | undefined): string {
  if (name === undefined) return 'attachment';
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return `attachment; filename*=UTF-8''${encoded}`;
}
