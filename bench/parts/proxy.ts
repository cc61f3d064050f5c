import { BenchHouse } from '../bench-house.js';
import { compare, load } from '../load.js';
import { MeasuredProcess } from '../processes.js';

/** Signed requests through the proxy, beside the least that Fastify and undici need to pass the same bytes on. */
export async function proxy(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/bare-vendor.js');
  const bareProxy = await MeasuredProcess.start('baselines/bare-proxy.js', { VENDOR_URL: vendor.url });
  const house = await BenchHouse.open(['Books'], vendor.url);
  await house.addToken('Books');
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
          headers: { authorization: `Bearer ${house.runtimeKey}` },
        }),
    },
  );
  process.stdout.write(`Memory after load: ${house.server.memoryMb()} MB\n`);
  await Promise.all([vendor.stop(), bareProxy.stop(), house.close()]);
}
