import { type Json, type LatchkeyClient, listIn, textIn } from './latchkey-client.js';

const LOOK_AGAIN = 150;
const PATIENCE = 60_000;

/** One step of a run, as it is printed. */
export interface ShownStep {
  readonly path: string;
  readonly token: Json | undefined;
  readonly outcome: string;
}

/** Follows a run through the API and tells each step that has ended, once and in order. */
export class DemoRun {
  readonly #shown = new Set<string>();

  constructor(
    private readonly runtime: LatchkeyClient,
    private readonly runId: string,
  ) {}

  static async start(
    runtime: LatchkeyClient,
    place: { appId: string; processId: string },
    input: Json,
  ): Promise<DemoRun> {
    const run = await runtime.post(`/v1/apps/${place.appId}/processes/${place.processId}/runs`, { input });
    return new DemoRun(runtime, textIn(run, 'id'));
  }

  /** Resolves with the run when it is at rest or has ended. */
  async follow(onStep: (step: ShownStep) => Promise<void>): Promise<Json> {
    const giveUpAt = Date.now() + PATIENCE;
    while (Date.now() < giveUpAt) {
      const run = await this.runtime.get(`/v1/runs/${this.runId}`);
      for (const step of await this.newSteps()) await onStep(step);
      if (!['running', 'waiting'].includes(textIn(run, 'status'))) return run;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
    }
    throw new Error(`The run ${this.runId} did not end within ${PATIENCE / 1_000} seconds.`);
  }

  private async newSteps(): Promise<ShownStep[]> {
    const steps = listIn(await this.runtime.get(`/v1/runs/${this.runId}/steps?limit=200`), 'items');
    // A wait is shown once, when its task is done, and not also as the sleep inside it.
    const shown = steps.filter(({ kind, outcome }) => kind !== 'sleep' && outcome !== 'under-way');
    const ended = shown.filter((step) => !this.#shown.has(textIn(step, 'name')));
    for (const step of ended) this.#shown.add(textIn(step, 'name'));
    return ended.map((step) => ({
      path: textIn(step, 'path'),
      token: step.token as Json | undefined,
      outcome: textIn(step, 'outcome'),
    }));
  }
}
