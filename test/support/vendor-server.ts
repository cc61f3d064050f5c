import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HostMapping } from '../../src/kernel/setting.js';

export interface ReceivedRequest {
  readonly method: string;
  /** With the vendor's host as first segment, as a sandbox gets it. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Reply = (response: ServerResponse, request: ReceivedRequest) => void;

/** A small real server that stands in for any vendor's host and does what a test says. */
export interface VendorServer {
  readonly address: string;
  readonly received: readonly ReceivedRequest[];
  /** Maps a vendor's host here. */
  mapping(pattern: string): HostMapping;
  /** What to answer from now on. */
  reply(reply: Reply): void;
  close(): Promise<void>;
}

/** Callers that come back after a while find their connection open: none is lost because it was closed on their way. */
export const KEEP_ALIVE_MS = 75_000;

export async function startVendorServer(): Promise<VendorServer> {
  const received: ReceivedRequest[] = [];
  let answer: Reply = (response) => response.end();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const one = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
      received.push(one);
      answer(response, one);
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    received,
    mapping: (pattern) => ({ pattern, address }),
    reply: (reply) => {
      answer = reply;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export function text(body: string, status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return (response) => response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body);
}

/** Takes the request and drops the connection without an answer. */
export const loseAnswer: Reply = (response) => response.destroy();

/** Begins an answer and drops the connection in the middle of its body. */
export const breakBody: Reply = (response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('half', () => response.destroy());
};

/** Never answers. */
export const staySilent: Reply = () => undefined;
