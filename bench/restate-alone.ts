import type { Pace } from './load.js';
import { LOOK_EVERY_MS, paceOf, startAll } from './process-runs.js';
import { MeasuredProcess } from './processes.js';
import { RestateProcess } from './restate-process.js';
import { pause } from './vendor-dial.js';

const STEPS = 10;

interface Told {
  readonly done: number;
  readonly endpoint: string;
}

/** Restate with its SDK and nothing of ours: its server, and one process with workflows of ten steps. */
export class RestateAlone {
  private rounds = 0;

  private constructor(
    private readonly server: RestateProcess,
    private readonly worker: MeasuredProcess,
  ) {}

  /** @param stepUrl what its steps with effect call */
  static async start(stepUrl: string): Promise<RestateAlone> {
    const worker = await MeasuredProcess.start('baselines/restate-steps.js', { STEP_URL: stepUrl });
    const server = await RestateProcess.start();
    await server.register((await told(worker)).endpoint);
    return new RestateAlone(server, worker);
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
  }
}

async function told(worker: MeasuredProcess): Promise<Told> {
  return (await (await fetch(worker.url)).json()) as Told;
}
