import { Agent, request } from 'undici';
import { BenchHouse } from '../bench-house.js';
import { connectDropbox } from '../dropbox-tokens.js';
import { MeasuredProcess } from '../processes.js';
import { pause, VendorDial } from '../vendor-dial.js';

const CALLERS = 1_000;
const ROUNDS = 8;
const LIFE_SECONDS = 3;
const VENDOR_MS = 200;

/** A thousand callers who find the same expired token at once, beside a single flight in memory. */
export async function storm(): Promise<void> {
  const vendor = await MeasuredProcess.start('baselines/token-vendor.js');
  const bare = await MeasuredProcess.start('baselines/single-flight.js', { VENDOR_URL: vendor.url });
  const house = await BenchHouse.open(['Storm'], vendor.url);
  const dial = new VendorDial(vendor);
  await dial.set({ delayMs: VENDOR_MS, lifeSeconds: LIFE_SECONDS });
  await connectDropbox(house, { names: ['Storm'], renewalRate: 'disabled' });

  const contenders = [
    { name: 'single flight in memory', server: bare, key: 'none', times: [] as number[], calls: 0 },
    { name: 'POST /v1/resolutions', server: house.server, key: house.runtimeKey, times: [] as number[], calls: 0 },
  ];
  for (const { server, key } of contenders) await callAll(server.url, key);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const contender of contenders) {
      const dispatcher = new Agent({ connections: CALLERS });
      // Connections stand before the token expires: what is measured is the storm.
      await callAll(contender.server.url, contender.key, dispatcher);
      await pause(LIFE_SECONDS * 1_000 + 100);
      const before = await dial.renewed();
      const began = performance.now();
      await callAll(contender.server.url, contender.key, dispatcher);
      contender.times.push(performance.now() - began);
      contender.calls += (await dial.renewed()) - before;
      await dispatcher.close();
    }
  }
  process.stdout.write(`${CALLERS} callers of one expired token, vendor ${VENDOR_MS} ms, ${ROUNDS} rounds\n`);
  const medians = contenders.map(({ name, times, calls }) => {
    const median = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
    process.stdout.write(`  ${name.padEnd(34)}${median.toFixed(0).padStart(8)} ms for all, ${calls} vendor calls\n`);
    return median;
  });
  process.stdout.write(`  ratio: ${((medians[1] ?? 0) / (medians[0] ?? 1)).toFixed(2)} of the time\n\n`);
  await Promise.all([vendor.stop(), bare.stop(), house.close()]);
}

async function callAll(url: string, key: string, dispatcher = new Agent()): Promise<void> {
  const call = async (): Promise<void> => {
    const answer = await request(`${url}/v1/resolutions`, {
      method: 'POST',
      dispatcher,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: '{"name":"Storm"}',
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`A caller got ${answer.statusCode}: ${text}`);
  };
  await Promise.all(Array.from({ length: CALLERS }, call));
}
