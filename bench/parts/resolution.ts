import { BenchHouse } from '../bench-house.js';
import { compare, load } from '../load.js';
import { MeasuredProcess } from '../processes.js';

const TOKENS = 100;

/** A name to a credential, beside the least that the same libraries need for the same bytes. */
export async function resolution(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/bare-vendor.js');
  const bareServer = await MeasuredProcess.start('baselines/bare-server.js');
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
  process.stdout.write(`Memory after load: ${house.server.memoryMb()} MB\n`);
  await Promise.all([vendor.stop(), bareServer.stop(), house.close()]);
}
