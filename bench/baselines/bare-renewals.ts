import { fastify } from 'fastify';
import { Agent, request } from 'undici';

/** The floor of a renewal: one HTTP post with undici, and its answer parsed. `POST /?renewals=N&atOnce=M` does N. */
const vendor = process.env.VENDOR_URL ?? '';
const agent = new Agent({ connections: 128 });
const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'rt-1', client_id: 'k' }).toString();

async function renew(): Promise<void> {
  const answer = await request(`${vendor}/api.dropboxapi.com/oauth2/token`, {
    method: 'POST',
    dispatcher: agent,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      authorization: 'Basic eA==',
    },
    body,
  });
  await answer.body.json();
}

const server = fastify();
server.post<{ Querystring: { renewals: string; atOnce: string } }>('/', async ({ query }) => {
  let left = Number(query.renewals);
  const worker = async (): Promise<void> => {
    for (; left > 0; ) {
      left -= 1;
      await renew();
    }
  };
  await Promise.all(Array.from({ length: Number(query.atOnce) }, worker));
  return {};
});
process.stdout.write(`${await server.listen({ port: 0, host: '127.0.0.1' })}\n`);
process.once('SIGTERM', () => process.exit(0));
