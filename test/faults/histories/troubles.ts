import { setTimeout as wait } from 'node:timers/promises';
import type { DatabaseLine } from '../../support/database-line.js';
import type { FaultServerProcess } from '../support/fault-server-process.js';

export const TROUBLES = ['kill', 'pause', 'cut', 'stall'] as const;
export type Trouble = (typeof TROUBLES)[number];

export interface TroubledServer {
  readonly server: FaultServerProcess;
  /** Absent on SQLite: then it can be killed and paused only. */
  readonly line?: DatabaseLine;
}

export interface TroubleLimits {
  /** Servers in trouble at the same time. */
  readonly hands: number;
  /** Longest trouble. */
  readonly troubleMs: number;
  /** Longest rest of a hand between two troubles; at least half of it. */
  readonly restMs: number;
}

/** Troubles servers one after the other, each for a moment; whatever happens, all of them are well at the end. */
export class Troubles {
  readonly counts: Record<Trouble, number> = { kill: 0, pause: 0, cut: 0, stall: 0 };
  readonly #busy = new Set<TroubledServer>();
  #turns = 0;

  constructor(private readonly servers: readonly TroubledServer[]) {}

  /** Whether each kind that these servers can have was made. */
  get isComplete(): boolean {
    return this.servers.flatMap(kindsOf).every((kind) => this.counts[kind] > 0);
  }

  /** Leave one server well when there are several. */
  async make(limits: TroubleLimits, isOver: () => boolean): Promise<void> {
    await Promise.all(Array.from({ length: limits.hands }, () => this.hand(limits, isOver)));
  }

  private async hand({ restMs, troubleMs }: TroubleLimits, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await wait((0.5 + 0.5 * Math.random()) * restMs);
      const free = this.servers.filter((server) => !this.#busy.has(server));
      const target = free[Math.floor(Math.random() * free.length)];
      if (target) await this.trouble(target, (0.1 + 0.9 * Math.random()) * troubleMs);
    }
  }

  private async trouble(target: TroubledServer, ms: number): Promise<void> {
    const kinds = kindsOf(target);
    const kind = kinds[this.#turns++ % kinds.length] ?? 'kill';
    this.#busy.add(target);
    try {
      await WAYS[kind](target, ms);
      this.counts[kind] += 1;
    } finally {
      this.#busy.delete(target);
    }
  }
}

function kindsOf({ line }: TroubledServer): readonly Trouble[] {
  return line ? TROUBLES : ['kill', 'pause'];
}

/** Each brings its trouble to an end, also when something fails in between. */
const WAYS: Readonly<Record<Trouble, (target: TroubledServer, ms: number) => Promise<void>>> = {
  /** SIGKILL, and a new process at the same address. */
  async kill({ server }, ms) {
    await server.kill();
    await wait(ms / 8);
    await server.start();
  },
  /** SIGSTOP: it goes on later, as if nothing had been. */
  async pause({ server }, ms) {
    server.pause();
    await wait(ms).finally(() => server.resume());
  },
  /** Its connections to the database break. */
  async cut({ line }, ms) {
    line?.cut();
    await wait(ms).finally(() => line?.mend());
  },
  /** Its connections to the database stay, and nothing comes through until later. */
  async stall({ line }, ms) {
    line?.stall();
    await wait(ms).finally(() => line?.mend());
  },
};
