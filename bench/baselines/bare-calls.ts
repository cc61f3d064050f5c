import { fastify } from 'fastify';
import { Agent, request } from 'undici';

/**
 * A process without engine: a loop of ten calls with undici, each answer parsed. `POST /?runs=N&atOnce=M` does N loops,
 * M of them side by side.
 */
const STEPS = 10;
const url = process.env.STEP_URL ?? '';
const agent = new Agent({ connections: 128 });

async function run(): Promise<void> {
  for (let step = 0; step < STEPS; step += 1) {
    const answer = await request(url, { dispatcher: agent, headers: { authorization: 'Bearer at-1' } });
    await answer.body.json();
  }
}

const server = fastify();
server.post<{ Querystring: { runs: string; atOnce: string } }>('/', async ({ query }) => {
  let left = Number(query.runs);
  const worker = async (): Promise<void> => {
    for (; left > 0; ) {
      left -= 1;
      await run();
    }
  };
  await Promise.all(Array.from({ length: Number(query.atOnce) }, worker));
  return {};
});
process.stdout.write(`${await server.listen({ port: 0, host: '127.0.0.1' })}\n`);
process.once('SIGTERM', () => process.exit(0));
