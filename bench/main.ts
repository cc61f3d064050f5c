import { BenchHouse } from './bench-house.js';
import { compare, load } from './load.js';
import { MeasuredProcess } from './processes.js';

const TOKENS = 100;

/** Resolution and proxy beside the least that the same libraries need for the same bytes. */
async function main(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/bare-vendor.js');
  const bareServer = await MeasuredProcess.start('baselines/bare-server.js');
  const bareProxy = await MeasuredProcess.start('baselines/bare-proxy.js', { VENDOR_URL: vendor.url });
  const house = await BenchHouse.open(['Books'], vendor.url);
  await house.addToken('Books');
  for (let index = 1; index < TOKENS; index += 1) await house.addToken(`Other ${index}`);
  process.stdout.write(`Memory at rest with ${TOKENS} tokens: ${house.server.memoryMb()} MB\n\n`);

  const headers = { authorization: `Bearer ${house.runtimeKey}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ name: 'Books' });
  await compare(
    'Resolution over HTTP',
    {
      name: 'bare Fastify, JSON in and out',
      run: () => load(bareServer, { method: 'POST', path: '/', headers, body }),
    },
    {
      name: 'POST /v1/resolutions',
      run: () => load(house.server, { method: 'POST', path: '/v1/resolutions', headers, body }),
    },
  );
  const path = '/services/rest/system/v1/serverTime';
  await compare(
    'Proxy, one signed request each',
    { name: 'Fastify and undici', run: () => load(bareProxy, { method: 'GET', path }) },
    {
      name: 'GET /v1/proxy/Books/...',
      run: () =>
        load(house.server, {
          method: 'GET',
          path: `/v1/proxy/Books${path}`,
          headers: { authorization: headers.authorization },
        }),
    },
  );
  process.stdout.write(`Memory after load: ${house.server.memoryMb()} MB\n`);
  await Promise.all([vendor.stop(), bareServer.stop(), bareProxy.stop(), house.close()]);
}

await main();
