import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';

/** Bytes. So small a body is kept until the vendor has answered, and the request can be repeated. */
const KEPT = 64 * 1024;

/** The body of a request to be handed on: whole when it is small, else as the stream that it is. */
export function bodyOf({ headers, raw }: FastifyRequest): Readable | Promise<Buffer> | undefined {
  if (headers['transfer-encoding'] !== undefined) return raw;
  const length = Number(headers['content-length'] ?? 0);
  if (length === 0) return undefined;
  return length > KEPT ? raw : readWhole(raw);
}

async function readWhole(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
