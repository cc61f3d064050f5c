import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pace } from './load.js';
import { paceOf, startAll } from './process-runs.js';
import { MeasuredProcess } from './processes.js';
import { pause } from './vendor-dial.js';

const BINARY = 'node_modules/@restatedev/restate-server-linux-x64/bin/restate-server';
const STEPS = 10;
const LOOK_EVERY_MS = 100;

interface Told {
  readonly done: number;
  readonly endpoint: string;
}

/** Restate with its SDK and nothing of ours: its server, and one process with workflows of ten steps. */
export class RestateAlone {
  private rounds = 0;

  private constructor(
    private readonly server: MeasuredProcess,
    private readonly worker: MeasuredProcess,
    private readonly folder: string,
  ) {}

  /** @param stepUrl what its steps with effect call */
  static async start(stepUrl: string): Promise<RestateAlone> {
    const worker = await MeasuredProcess.start('baselines/restate-steps.js', { STEP_URL: stepUrl });
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-restate-'));
    const [ingress, admin, node] = await freePorts(3);
    const environment = {
      RESTATE_BASE_DIR: folder,
      RESTATE_LISTEN_MODE: 'tcp',
      RESTATE_BIND_IP: '127.0.0.1',
      RESTATE_BIND_PORT: String(node),
      RESTATE_INGRESS__BIND_PORT: String(ingress),
      RESTATE_ADMIN__BIND_PORT: String(admin),
      RESTATE_LOG_FILTER: 'error',
      RESTATE_DISABLE_TELEMETRY: 'true',
    };
    const server = MeasuredProcess.launch([BINARY, '--no-logo'], environment, `http://127.0.0.1:${ingress}`);
    const { endpoint } = await told(worker);
    await register(`http://127.0.0.1:${admin}/deployments`, endpoint);
    return new RestateAlone(server, worker, folder);
  }

  /** @param service `none`: its steps have no effect; `http`: each makes one call */
  async pace(service: 'none' | 'http', runs: number): Promise<Pace> {
    this.rounds += 1;
    const before = this.cpuMs();
    const target = (await told(this.worker)).done + runs;
    const began = performance.now();
    await startAll(runs, `${this.server.url}/${service}/round-${this.rounds}-{n}/run/send`, {});
    while ((await told(this.worker)).done < target) await pause(LOOK_EVERY_MS);
    return paceOf({ began, cpuMs: this.cpuMs() - before, steps: runs * STEPS });
  }

  private cpuMs(): number {
    return this.server.cpuMs() + this.worker.cpuMs();
  }

  async close(): Promise<void> {
    await Promise.all([this.server.stop(), this.worker.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function told(worker: MeasuredProcess): Promise<Told> {
  return (await (await fetch(worker.url)).json()) as Told;
}

/** As soon as the server takes it. */
async function register(admin: string, uri: string): Promise<void> {
  const giveUpAt = performance.now() + 60_000;
  for (;;) {
    const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ uri }) };
    const response = await fetch(admin, options).catch(() => undefined);
    if (response?.ok) return;
    if (performance.now() > giveUpAt) throw new Error(`Restate took no deployment: ${await response?.text()}`);
    await pause(100);
  }
}

/** They may be taken by somebody else meanwhile, which the server then says. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      const address = server.address();
      await new Promise((resolve) => server.close(resolve));
      return typeof address === 'object' && address !== null ? address.port : 0;
    }),
  );
}
