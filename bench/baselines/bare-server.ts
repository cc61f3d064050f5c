import { fastify } from 'fastify';

/** The floor: a Fastify server that parses a small JSON body and answers with one of the size of a resolution. */
const server = fastify();
server.post('/', async () => ({
  token: { id: 'tok_01h455vb4pex5vsknk084sn02q', name: 'Books', scope: 'global', generation: 1, connector: 'netsuite' },
  credential: {
    kind: 'signing',
    baseUrl: 'https://1234567.suitetalk.api.netsuite.com',
    hosts: ['1234567.suitetalk.api.netsuite.com'],
  },
}));
process.stdout.write(`${await server.listen({ port: 0, host: '127.0.0.1' })}\n`);
process.once('SIGTERM', () => process.exit(0));
