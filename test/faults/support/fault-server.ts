import { ShutdownSignal } from '@nestjs/common';
import { createApp } from '../../../src/create-app.js';
import { loadConfiguration } from '../../../src/kernel/configuration.js';
import { RenewalMilestones } from '../../../src/modules/renewal/renewal-milestones.js';
import { FakeClock } from '../../support/fake-clock.js';
import { FAULT_CONNECTORS } from './fault-connectors.js';
import { type FaultOrder, type MilestoneFault, ordersFrom } from './fault-orders.js';

/**
 * The server as its main program starts it, plus connectors of every kind, a clock that a test moves, and a milestone of
 * a renewal at which it ends or stops itself. Orders come from the parent; without a parent it ends.
 */
async function main(): Promise<void> {
  const { FAULT_ORDERS, ...environment } = process.env;
  const clock = new FakeClock();
  const app = await createApp(loadConfiguration(environment), { clock, connectors: FAULT_CONNECTORS });
  app.enableShutdownHooks([ShutdownSignal.SIGTERM]);
  let fault: MilestoneFault | undefined;
  const obey = (order: FaultOrder) => {
    if (order.kind === 'clock') clock.advance(order.aheadMs - clock.aheadMs);
    else fault = order;
  };
  app.get(RenewalMilestones).stream.subscribe(({ milestone, tokenId }) => {
    if (fault?.milestone !== milestone || (fault.tokenId ?? tokenId) !== tokenId) return;
    const { signal } = fault;
    fault = undefined;
    strike(signal);
  });
  for (const order of ordersFrom(FAULT_ORDERS)) obey(order);
  process.on('message', (order: FaultOrder) => {
    obey(order);
    process.send?.('obeyed');
  });
  process.on('disconnect', () => process.exit(0));
  const { port, host } = loadConfiguration(environment);
  await app.listen(port, host);
  process.stdout.write(`Latchkey listens on ${await app.getUrl()} for a test\n`);
}

/** The kernel ends or stops this thread before the call returns; should it not, nothing goes on here meanwhile. */
function strike(signal: 'SIGKILL' | 'SIGSTOP'): void {
  process.kill(process.pid, signal);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, signal === 'SIGKILL' ? 60_000 : 100);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
