import { fastify } from 'fastify';
import { Agent, request } from 'undici';

/** The floor of a storm: one token in memory, renewed by one call for all who wait. */
const vendor = process.env.VENDOR_URL ?? '';
const agent = new Agent();
let token = { value: '', expiresAt: 0 };
let renewal: Promise<void> | undefined;

async function renew(): Promise<void> {
  const answer = await request(`${vendor}/api.dropboxapi.com/oauth2/token`, {
    method: 'POST',
    dispatcher: agent,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=refresh_token&refresh_token=rt-1',
  });
  const { access_token, expires_in } = (await answer.body.json()) as { access_token: string; expires_in: number };
  token = { value: access_token, expiresAt: Date.now() + expires_in * 1_000 };
}

const server = fastify();
server.post('/v1/resolutions', async () => {
  if (token.expiresAt <= Date.now()) {
    renewal ??= renew().finally(() => {
      renewal = undefined;
    });
    await renewal;
  }
  const authorization = `Bearer ${token.value}`;
  return { token: { name: 'Storm', generation: 1 }, credential: { kind: 'headers', headers: { authorization } } };
});
process.stdout.write(`${await server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 })}\n`);
process.once('SIGTERM', () => process.exit(0));
