import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import { BrokerError } from '../../../kernel/broker.error.js';
import { problemBody, retryAfterSeconds } from './problem.js';

const MEDIA_TYPE = 'application/problem+json; charset=utf-8';

/** Answers a request with an error. */
export function sendProblem(reply: FastifyReply, error: BrokerError): void {
  if (error.status === 401) void reply.header('www-authenticate', 'Bearer realm="latchkey"');
  if (error.retryAfterMs !== undefined) void reply.header('retry-after', retryAfterSeconds(error.retryAfterMs));
  void reply
    .status(error.status)
    .header('cache-control', 'no-store')
    .type(MEDIA_TYPE)
    .send(problemBody(error, reply.request.id));
}

/** What the HTTP parser gives up on, by the codes of Node. */
const PARSER_STATUS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Answers what could not even be read as HTTP: there is no request and no reply yet, only the socket. */
export function sendUnreadable(failure: { readonly code?: string }, socket: Socket): void {
  if (failure.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = PARSER_STATUS[failure.code ?? ''] ?? 400;
  const error = new BrokerError({
    code: 'unreadable-request',
    remedy: 'fix-request',
    status,
    message: 'This is not a request that can be read as HTTP.',
  });
  const body = JSON.stringify(problemBody(error, randomUUID()));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
