import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KEEP_ALIVE_MS } from './vendor-server.js';

/** The vendor that this server stands in for: its tokens come by an exchange, so no browser is needed. */
const HOST = 'api.redoxengine.com';
const EXCHANGES = [`/${HOST}/auth/authenticate`, `/${HOST}/auth/refreshToken`];

/** A real server that answers a vendor's API byte by byte as a test says; its token endpoint always works. */
export interface StreamingVendor {
  /** For LATCHKEY_SANDBOX_HOSTS. */
  readonly hosts: string;
  /** What arrived at the API, without the exchanges. */
  readonly received: readonly IncomingMessage[];
  /** Tokens issued so far. */
  readonly issued: number;
  /** What to do with API requests from now on. */
  handle(listener: RequestListener): void;
  close(): Promise<void>;
}

export async function startStreamingVendor(): Promise<StreamingVendor> {
  const received: IncomingMessage[] = [];
  let issued = 0;
  let listener: RequestListener = (_request, response) => response.end();
  const server = createServer((request, response) => {
    if (!EXCHANGES.includes(request.url ?? '')) {
      received.push(request);
      listener(request, response);
      return;
    }
    issued += 1;
    const expires = new Date(Date.now() + 86_400_000).toISOString();
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ accessToken: `access-token-${issued}`, refreshToken: `refresh-${issued}`, expires }));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    hosts: `${HOST}=http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    get issued() {
      return issued;
    },
    handle: (next) => {
      listener = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
