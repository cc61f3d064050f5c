import { JqThread } from './jq-thread.js';
import type { JqReply } from './jq-worker.js';
import { afterProcessorTime } from './processor-time.js';

/** How much processor time one evaluation may take, in milliseconds, before its thread is stopped. */
export const EXPRESSION_DEADLINE_MS = 2_000;
const OVERDUE = `The expression took longer than ${EXPRESSION_DEADLINE_MS / 1_000} seconds.`;
const MAX_THREADS = 3;

interface Job {
  readonly program: string | undefined;
  readonly work: (thread: JqThread) => Promise<JqReply>;
  readonly settle: (reply: JqReply) => void;
}

/**
 * A few threads with jq. A job goes to the idle thread that has its program loaded, else to a new one, else to the one
 * idle for longest. An evaluation that overruns its deadline loses its thread; the others go on.
 */
export class JqPool {
  readonly #idle: JqThread[] = [];
  readonly #jobs: Job[] = [];
  #threads = 0;

  /** Feeds one input to a program. Never rejects: what went wrong is in the reply. */
  evaluate(program: string, input: string): Promise<JqReply> {
    return this.#enqueue(program, (thread) => thread.evaluate(program, input));
  }

  /** Whether a program compiles: jq's complaint, or an empty text. */
  async complaintAbout(program: string): Promise<string> {
    const reply = await this.#enqueue(undefined, async (thread) => ({
      kind: 'ended',
      text: await thread.complaintAbout(program),
    }));
    return reply.text;
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((thread) => thread.terminate()));
    this.#threads = 0;
  }

  #enqueue(program: string | undefined, work: Job['work']): Promise<JqReply> {
    return new Promise((settle) => {
      this.#jobs.push({ program, work, settle });
      this.#dispatch();
    });
  }

  #dispatch(): void {
    const job = this.#jobs[0];
    const thread = job && this.#threadFor(job.program);
    if (!thread) return;
    this.#jobs.shift();
    void this.#perform(job, thread);
  }

  #threadFor(program: string | undefined): JqThread | undefined {
    const loaded = this.#idle.findIndex((thread) => thread.program === program);
    if (loaded >= 0) return this.#idle.splice(loaded, 1)[0];
    if (this.#threads === MAX_THREADS) return this.#idle.shift();
    this.#threads++;
    return new JqThread();
  }

  async #perform(job: Job, thread: JqThread): Promise<void> {
    await thread.ready;
    const callOff = afterProcessorTime(EXPRESSION_DEADLINE_MS, () => void thread.terminate(OVERDUE));
    const reply = await job.work(thread);
    callOff();
    const isLost = reply.kind === 'ended' && job.program !== undefined;
    if (isLost || thread.isWornOut) await thread.terminate();
    if (thread.isDead) this.#threads--;
    else this.#idle.push(thread);
    job.settle(reply);
    this.#dispatch();
  }
}
