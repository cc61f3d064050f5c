import type { CloudEvent } from '../../../src/workflows/runtime/events/cloud-event.js';
import type {
  EnginePort,
  Fork,
  StepActions,
  StepFacts,
  StepOutcome,
  WaitReason,
} from '../../../src/workflows/runtime/ports.js';

/** Thrown when a run waits for a signal that nobody has given: the run leaves memory. */
export class Suspended extends Error {}

/** A carrier in memory: records outcomes and replays them, moves its own clock instead of sleeping. */
export class MemoryEngine implements EnginePort {
  readonly runId = 'run_1';
  readonly outcomes = new Map<string, { outcome: unknown; at: number }>();
  readonly performed: StepFacts[] = [];
  readonly waits: { name: string; reason: WaitReason }[] = [];
  readonly slept: { name: string; ms: number }[] = [];
  readonly notes: string[] = [];
  readonly signals = new Map<string, unknown>();
  wall = Date.parse('2026-01-01T00:00:00Z');
  parkedMs = 0;
  /** The server is gone before the step after that many. */
  crashAfter = Number.POSITIVE_INFINITY;
  private latest = this.wall;
  private readonly startedAt = this.wall;

  /** As after a restart of the server. */
  forgetProgress(): void {
    this.latest = this.startedAt;
    this.notes.length = 0;
  }

  now(): Date {
    return new Date(this.latest);
  }
  elapsed(): number {
    return this.latest - this.startedAt - this.parkedMs;
  }
  random(name: string): number {
    return name.length % 2 === 0 ? 0 : 0.5;
  }
  async run(step: StepFacts, work: (signal: AbortSignal) => Promise<StepOutcome>): Promise<StepOutcome> {
    return this.once(step.name, async () => {
      if (this.performed.length >= this.crashAfter) throw new Suspended('crash');
      this.performed.push(step);
      return work(
        step.timeLimitMs === undefined ? new AbortController().signal : AbortSignal.timeout(step.timeLimitMs),
      );
    });
  }
  async sleep(name: string, ms: number): Promise<void> {
    await this.once(`sleep ${name}`, async () => {
      this.slept.push({ name, ms });
      this.wall += ms;
    });
  }
  async waitForSignal(name: string, reason: WaitReason): Promise<unknown> {
    return this.once(`signal ${name}`, async () => {
      this.waits.push({ name, reason });
      if (!this.signals.has(name)) throw new Suspended(name);
      return this.signals.get(name);
    });
  }
  /** One branch after the other: for what they come to, that makes no difference. */
  async fork<T>(_name: string, { branches, isDecisive }: Fork<T>): Promise<readonly T[]> {
    const results: T[] = [];
    for (const branch of branches) {
      const result = await branch(this);
      if (isDecisive(result)) return [result];
      results.push(result);
    }
    return results;
  }
  note({ name }: { readonly name: string }): void {
    this.notes.push(name);
  }

  private async once<T>(name: string, work: () => Promise<T>): Promise<T> {
    const known = this.outcomes.get(name);
    const entry = known ?? { outcome: JSON.parse(JSON.stringify((await work()) ?? null)), at: this.wall };
    this.outcomes.set(name, entry);
    this.latest = entry.at;
    return entry.outcome as T;
  }
}

type Answers = Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => unknown>>;

/** The house as a definition sees it: actions by name, and HTTP by address. */
export function actionsOf(answers: Answers, http: Answers = {}): StepActions {
  const line: CloudEvent[] = [];
  return {
    events: {
      publish: async (event) => void line.push(event),
      listen: async () => undefined,
      after: async (_name, position) =>
        line.slice(position).map((event, index) => ({ event, position: position + index + 1 })),
      stopListening: async () => undefined,
    },
    processes: {
      start: async ({ process: { name } }) => name,
      endOf: async (name) => ({ status: 'completed', output: { of: name } }),
    },
    isRepeatable: (action) => /\.(?:list|get)/.test(action),
    callAction: async ({ action, token, inputs }) => ({
      output: await answers[action]?.({ ...inputs, token }),
      token: { name: token, scope: 'global', generation: 1 },
    }),
    callHttp: async (call) => {
      const {
        status = 200,
        headers = {},
        body = null,
      } = ((await http[call.url]?.({ ...call })) ?? {}) as {
        status?: number;
        headers?: Record<string, string>;
        body?: unknown;
      };
      const { method, url: uri } = call;
      return {
        output: {
          status,
          headers: { 'content-type': 'application/json', ...headers },
          body: Buffer.from(JSON.stringify(body)),
          request: { method, uri, headers: call.headers },
        },
      };
    },
  };
}
