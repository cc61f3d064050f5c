import { createRequire } from 'node:module';
import { MessageChannel, Worker } from 'node:worker_threads';

import { type JqReply, type JqRequest, type JqWorkerSetup, jqWorker } from './jq-worker.js';

/**
 * Each program leaves something of jq's small stack taken. After some four hundred of them it runs into jq's own data:
 * sound expressions fail, loop for ever, or take the whole process with them.
 */
const MAX_PROGRAMS = 100;
const MAX_OUTPUT_BYTES = 4 * 1024 * 1024;
const MAX_MEMORY_BYTES = 256 * 1024 * 1024;

/** The words of the result that is too large are our own; all else that ends a thread is jq at the end of its memory. */
const OUT_OF_MEMORY = `The expression needs more memory than the ${MAX_MEMORY_BYTES / 1024 ** 2} MiB it may have, or calls itself without end.`;
const isOwnWords = (message: string) => message.startsWith('The result of the expression');

/** One worker thread with jq in it, and the one program that it runs at present. Serves one request at a time. */
export class JqThread {
  readonly #worker: Worker;
  readonly #port;
  readonly #signal = new Int32Array(new SharedArrayBuffer(4));
  /** Once jq is there: on a busy machine that alone takes longer than an expression may. */
  readonly ready: Promise<unknown>;
  #settle: ((reply: JqReply) => void) | undefined;
  #programs = 0;
  program: string | undefined;
  isDead = false;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    const setup: JqWorkerSetup = {
      port: port2,
      signal: this.#signal.buffer,
      jqPath: createRequire(import.meta.url).resolve('jq-wasm/dist/build/jq.js'),
      maxOutputBytes: MAX_OUTPUT_BYTES,
      maxMemoryBytes: MAX_MEMORY_BYTES,
    };
    this.#port = port1;
    this.#worker = new Worker(`(${jqWorker.toString()})(require)`, {
      eval: true,
      env: {},
      workerData: setup,
      transferList: [port2],
      // The build prints when it aborts; the reply says it better.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 64 },
    });
    this.ready = new Promise<JqReply>((resolve) => {
      this.#settle = resolve;
    });
    this.#port.on('message', (reply: JqReply) => this.#answer(reply));
    this.#worker.on('error', ({ message }) => this.#die(isOwnWords(message) ? message : OUT_OF_MEMORY));
    this.#worker.on('exit', () => this.#die('The expression was stopped.'));
    // An idle evaluator never keeps the process alive.
    this.#worker.unref();
  }

  /** Whether it has run as many programs as one thread may. */
  get isWornOut(): boolean {
    return this.#programs >= MAX_PROGRAMS;
  }

  /** Evaluates one input with a program, changing the program first if another one is loaded. */
  async evaluate(program: string, input: string): Promise<JqReply> {
    if (this.program !== program) await this.#load(program);
    return await this.#ask({ kind: 'input', text: input });
  }

  /** Compiles a program without input. Returns jq's complaint; empty when it compiles. */
  async complaintAbout(program: string): Promise<string> {
    await this.#endProgram();
    this.#start(program);
    return (await this.#ask({ kind: 'end' })).text;
  }

  /** Stops even an endless expression. */
  async terminate(why = 'The expression was stopped.'): Promise<void> {
    this.#die(why);
    await this.#worker.terminate();
  }

  async #load(program: string): Promise<void> {
    await this.#endProgram();
    this.#start(program);
    this.program = program;
  }

  #start(program: string): void {
    this.#programs++;
    this.#send({ kind: 'start', program });
  }

  async #endProgram(): Promise<void> {
    if (this.program === undefined) return;
    this.program = undefined;
    await this.#ask({ kind: 'end' });
  }

  #ask(request: JqRequest): Promise<JqReply> {
    if (this.isDead) return Promise.resolve({ kind: 'ended', text: 'The expression was stopped.' });
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#port.ref();
      this.#send(request);
    });
  }

  #send(request: JqRequest): void {
    this.#port.postMessage(request);
    Atomics.store(this.#signal, 0, 1);
    Atomics.notify(this.#signal, 0);
  }

  #answer(reply: JqReply): void {
    this.#port.unref();
    this.#settle?.(reply);
    this.#settle = undefined;
  }

  #die(text: string): void {
    if (this.isDead) return;
    this.isDead = true;
    this.#port.close();
    this.#settle?.({ kind: 'ended', text });
    this.#settle = undefined;
  }
}
