import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { sendUnreadable } from '../problems/send-problem.js';

/** How long a body may take to come; milliseconds. */
const LONGEST = 60_000;

type Sent = Pick<FastifyRequest, 'raw'>;

const lifts = new WeakMap<IncomingMessage, () => void>();

/** A slow sender must not hold a connection for ever. @param longest milliseconds */
export function endSlowSender({ raw }: Sent, longest = LONGEST): void {
  // All of it may have come when the answer is sent, and then nothing would lift the timer.
  if (!hasBody(raw) || raw.complete || raw.destroyed) return;
  const timer = setTimeout(() => sendUnreadable({ code: 'ERR_HTTP_REQUEST_TIMEOUT' }, raw.socket), longest);
  // Nothing tells of a socket that closes after the answer, and that must not delay the end of the server.
  timer.unref();
  const lift = (): void => clearTimeout(timer);
  raw.once('end', lift).once('close', lift);
  lifts.set(raw, lift);
}

/**
 * For a body that is handed on as a stream: a large file may take as long as its sender's line does. Only once it is
 * known who sends it.
 */
export function allowSlowSender({ raw }: Sent): void {
  lifts.get(raw)?.();
}

/** Once a stream's reader is answered, what its sender still sends is read to let the next request through. */
export function readRest(request: Sent): void {
  request.raw.unpipe().resume();
  endSlowSender(request);
}

function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}
