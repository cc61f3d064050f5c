import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A vendor that consents at once and issues a token for whatever it is asked. `POST /_bench?delayMs=200&lifeSeconds=2`
 * sets how long an answer takes and how long a token lives; each answer tells how often tokens were renewed, how many
 * grants that were, and how often the one that came most.
 */
let delayMs = 0;
let lifeSeconds = 14_400;
let issued = 0;
let renewed = 0;
const timesRenewed = new Map<string, number>();

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://vendor');
  const answer = (body: object): void => {
    const text = JSON.stringify(body);
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
      .end(text);
  };
  if (url.pathname === '/_bench') {
    delayMs = Number(url.searchParams.get('delayMs') ?? delayMs);
    lifeSeconds = Number(url.searchParams.get('lifeSeconds') ?? lifeSeconds);
    const mostOfOne = [...timesRenewed.values()].reduce((most, times) => Math.max(most, times), 0);
    answer({ renewed, grants: timesRenewed.size, mostOfOne });
  } else if (url.pathname.endsWith('/authorize')) {
    const target = new URL(url.searchParams.get('redirect_uri') ?? '');
    target.searchParams.set('state', url.searchParams.get('state') ?? '');
    target.searchParams.set('code', 'code');
    response.writeHead(302, { location: target.href }).end();
  } else if (url.pathname.endsWith('/token')) {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      issued += 1;
      const isRenewal = body.includes('grant_type=refresh_token');
      if (isRenewal) {
        renewed += 1;
        const grant = new URLSearchParams(body).get('refresh_token') ?? '';
        timesRenewed.set(grant, (timesRenewed.get(grant) ?? 0) + 1);
      }
      const token = {
        access_token: `at-${issued}`,
        token_type: 'bearer',
        expires_in: lifeSeconds,
        account_id: 'dbid:1',
      };
      const whole = isRenewal ? token : { ...token, refresh_token: `rt-${issued}` };
      if (delayMs > 0) setTimeout(answer, delayMs, whole);
      else answer(whole);
    });
  } else {
    request.resume();
    answer({ account_id: 'dbid:1', email: 'bench@example.com' });
  }
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', 4_096, () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
