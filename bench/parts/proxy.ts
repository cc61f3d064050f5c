import { Agent, request } from 'undici';
import { BenchHouse } from '../bench-house.js';
import { connectDropbox } from '../dropbox-tokens.js';
import { compare, load, type Request } from '../load.js';
import { MeasuredProcess } from '../processes.js';

const PATH = '/2/files/list_folder/latest';
/** One after the other, for what the way through the house adds to each. */
const IN_TURN = 3_000;
const ROUNDS = 5;

/** Requests through the proxy, beside the least that Fastify and undici need to pass the same bytes on. */
export async function proxy(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/token-vendor.js');
  const bareProxy = await MeasuredProcess.start('baselines/bare-proxy.js', { VENDOR_URL: vendor.url });
  const house = await BenchHouse.open(['Files', 'Books'], vendor.url);
  await connectDropbox(house, { names: ['Files'], renewalRate: 'disabled' });
  await house.addToken('Books');
  const headers = { authorization: `Bearer ${house.runtimeKey}` };
  const bare: Request = { method: 'GET', path: PATH };
  const forms = [
    ['with a header', { method: 'GET', path: `/v1/proxy/Files${PATH}`, headers }],
    ['with a signature', { method: 'GET', path: `/v1/proxy/Books${PATH}`, headers }],
  ] as const;
  for (const [form, ours] of forms) {
    await compare(
      `Proxy, each request ${form}`,
      { name: 'Fastify and undici', run: () => load(bareProxy, bare) },
      { name: ours.path.split('/', 4).join('/'), run: () => load(house.server, ours) },
    );
    await addedInTurn([bareProxy, bare], [house.server, ours]);
  }
  process.stdout.write(`Memory after load: ${house.server.memoryMb()} MB\n`);
  await Promise.all([vendor.stop(), bareProxy.stop(), house.close()]);
}

type Way = readonly [server: MeasuredProcess, request: Request];

/** How much longer a request takes on our way when no other is under way; the best of some rounds in turns. */
async function addedInTurn(bare: Way, ours: Way): Promise<void> {
  const rounds: (readonly [number, number])[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push([await medianMs(bare), await medianMs(ours)]);
  const [least, most] = [Math.min(...rounds.map(([floor]) => floor)), Math.min(...rounds.map(([, own]) => own))];
  process.stdout.write(
    `  one at a time: p50 ${least.toFixed(3)} ms and ${most.toFixed(3)} ms, added ${(most - least).toFixed(3)} ms\n\n`,
  );
}

async function medianMs([server, { path, headers = {} }]: Way): Promise<number> {
  const agent = new Agent({ connections: 1 });
  const times: number[] = [];
  for (let index = 0; index < IN_TURN / ROUNDS; index += 1) {
    const from = performance.now();
    const { body } = await request(server.url + path, { dispatcher: agent, headers });
    await body.arrayBuffer();
    times.push(performance.now() - from);
  }
  await agent.close();
  return times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
}
