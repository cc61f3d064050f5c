import { fastify } from 'fastify';
import { Agent, request } from 'undici';

/** The floor: Fastify and undici, one fixed vendor, streamed answers, one header added. */
const vendor = process.env.VENDOR_URL ?? '';
const agent = new Agent({ connections: 64 });
const server = fastify();
server.get('/*', async (incoming, reply) => {
  const path = incoming.url;
  const answer = await request(`${vendor}${path}`, { dispatcher: agent, headers: { authorization: 'Bearer x' } });
  return reply.status(answer.statusCode).headers(answer.headers).send(answer.body);
});
process.stdout.write(`${await server.listen({ port: 0, host: '127.0.0.1' })}\n`);
process.once('SIGTERM', () => process.exit(0));
