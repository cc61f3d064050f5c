import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A vendor without any work of its own: it answers every request with a small JSON. */
const body = JSON.stringify({ serverTime: '2026-01-01T00:00:00.000Z' });
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
