import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { createEndpointHandler, type WorkflowContext, workflow } from '@restatedev/restate-sdk';
import { fastify } from 'fastify';
import { Agent, request } from 'undici';

/**
 * The SDK of Restate alone: a workflow of ten durable steps, without effect or each with one call. `GET /` tells how
 * many have ended, and where Restate finds them. On Node 20 the SDK misses `Promise.withResolvers`.
 */
const STEPS = 10;
const url = process.env.STEP_URL ?? '';
const agent = new Agent({ connections: 128 });
let done = 0;

if (!('withResolvers' in Promise)) Object.assign(Promise, { withResolvers });

function withResolvers(): object {
  let settle = {};
  const promise = new Promise((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
}

async function call(): Promise<unknown> {
  const answer = await request(url, { dispatcher: agent, headers: { authorization: 'Bearer at-1' } });
  return answer.body.json();
}

function tenTimes(name: string, work: () => Promise<unknown>) {
  const run = async (context: WorkflowContext): Promise<void> => {
    for (let step = 0; step < STEPS; step += 1) await context.run(`step${step}`, work);
    done += 1;
  };
  return workflow({ name, handlers: { run } });
}

const services = [tenTimes('none', async () => null), tenTimes('http', call)];
const endpoint = createServer(createEndpointHandler({ services }));
await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
const { port } = endpoint.address() as AddressInfo;
const control = fastify();
control.get('/', async () => ({ done, endpoint: `http://127.0.0.1:${port}` }));
process.stdout.write(`${await control.listen({ port: 0, host: '127.0.0.1' })}\n`);
process.once('SIGTERM', () => process.exit(0));
