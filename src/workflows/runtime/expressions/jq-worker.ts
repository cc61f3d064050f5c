import type * as WorkerThreads from 'node:worker_threads';

/** What the pool tells a worker: start a program, evaluate one input, or end the present program. */
export type JqRequest =
  | { readonly kind: 'start'; readonly program: string }
  | { readonly kind: 'input'; readonly text: string }
  | { readonly kind: 'end' };

/** What a worker answers: that it is ready, one line of output, an input that gave none, or the end of the program. */
export type JqReply =
  | { readonly kind: 'ready'; readonly text: '' }
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'ended'; readonly text: string };

export interface JqWorkerSetup {
  readonly port: WorkerThreads.MessagePort;
  readonly signal: SharedArrayBuffer;
  readonly jqPath: string;
  readonly maxOutputBytes: number;
  readonly maxMemoryBytes: number;
}

/**
 * The body of a worker thread that hosts the real jq. jq's own `main` reads inputs from its standard input until they
 * end, so a program is compiled once and then answers each input in microseconds; reading blocks this thread until the
 * next input comes. Only the two system calls for reading and writing are replaced: the package reads and writes byte
 * by byte, copying all that is left each time. There is no other way out of the WebAssembly: its files are in memory.
 *
 * Self-contained on purpose: the pool starts it from its source text, with `require` as the only thing from outside.
 */
export function jqWorker(require: NodeJS.Require): void {
  type Import = (...args: number[]) => number;
  type Jq = { callMain(args: string[]): number };
  type Memory = { readonly buffer: ArrayBuffer };
  type Instantiated = { readonly instance: { readonly exports: Readonly<Record<string, unknown>> } };
  type Instantiate = (binary: Uint8Array, imports: { a: Record<string, Import> }) => Promise<Instantiated>;
  const { receiveMessageOnPort, workerData } = require('node:worker_threads') as typeof WorkerThreads;
  const setup = workerData as JqWorkerSetup;
  const signal = new Int32Array(setup.signal);
  const wasm = Reflect.get(globalThis, 'WebAssembly') as { instantiate: Instantiate };
  const instantiate = wasm.instantiate;
  let memory: Memory = { buffer: new ArrayBuffer(0) };
  let unread = new Uint8Array(0);
  let written: Buffer[] = [];
  let writtenBytes = 0;
  let complaint = '';
  let isAnswerOwed = false;

  const reply = (message: JqReply) => setup.port.postMessage(message);

  function nextRequest(): JqRequest {
    for (;;) {
      const received = receiveMessageOnPort(setup.port) as { message: JqRequest } | undefined;
      if (received) return received.message;
      Atomics.wait(signal, 0, 0);
      Atomics.store(signal, 0, 0);
    }
  }

  /** Visits the buffers of a scatter/gather list; returns how many bytes `use` took together. */
  function overBuffers(list: number, count: number, use: (part: Uint8Array) => number): number {
    const view = new DataView(memory.buffer);
    let total = 0;
    for (let index = 0; index < count; index++) {
      const length = view.getUint32(list + index * 8 + 4, true);
      total += use(new Uint8Array(memory.buffer, view.getUint32(list + index * 8, true), length));
    }
    return total;
  }

  function read(_file = 0, list = 0, count = 0, result = 0): number {
    if (unread.length === 0) {
      if (isAnswerOwed) reply({ kind: 'failed', text: complaint });
      const request = nextRequest();
      isAnswerOwed = request.kind === 'input';
      complaint = '';
      unread = request.kind === 'input' ? Buffer.from(`${request.text}\n`) : unread;
    }
    const taken = overBuffers(list, count, (part) => {
      const given = unread.subarray(0, part.length);
      part.set(given);
      unread = unread.subarray(given.length);
      return given.length;
    });
    new DataView(memory.buffer).setUint32(result, taken, true);
    return 0;
  }

  function write(file = 0, list = 0, count = 0, result = 0): number {
    const taken = overBuffers(list, count, (part) => {
      if (file === 2) complaint += Buffer.from(part).toString();
      else if (part.length > 0) written.push(Buffer.from(part));
      if (file !== 2) writtenBytes += part.length;
      return part.length;
    });
    if (writtenBytes > setup.maxOutputBytes) {
      throw new Error(`The result of the expression has more than ${setup.maxOutputBytes} bytes as JSON.`);
    }
    if (written.at(-1)?.at(-1) === 10) {
      isAnswerOwed = false;
      reply({ kind: 'line', text: Buffer.concat(written).toString() });
      written = [];
      writtenBytes = 0;
    }
    new DataView(memory.buffer).setUint32(result, taken, true);
    return 0;
  }

  // The build's imports have one-letter names; the functions behind them keep theirs.
  function replaceImports(imports: Record<string, Import>): void {
    for (const [key, original] of Object.entries(imports)) {
      if (original.name === '_fd_read') imports[key] = read;
      if (original.name === '_fd_write') imports[key] = write;
      if (original.name === '_emscripten_resize_heap') {
        imports[key] = (bytes = 0) => (bytes >>> 0 > setup.maxMemoryBytes ? 0 : original(bytes));
      }
    }
  }

  wasm.instantiate = async (binary, imports) => {
    replaceImports(imports.a);
    const instantiated = await instantiate(binary, imports);
    const isMemory = (value: unknown) => Object.prototype.toString.call(value) === '[object WebAssembly.Memory]';
    memory = Object.values(instantiated.instance.exports).find(isMemory) as Memory;
    return instantiated;
  };

  /** Runs one program until its inputs end; the exit says why when it could not even start. */
  function runProgram(jq: Jq, program: string): void {
    complaint = '';
    unread = new Uint8Array(0);
    isAnswerOwed = false;
    jq.callMain(['-c', '-M', '--unbuffered', program, '/dev/stdin']);
    reply({ kind: 'ended', text: complaint });
  }

  const start = require(setup.jqPath) as () => Promise<Jq>;
  start().then(
    (jq) => {
      reply({ kind: 'ready', text: '' });
      for (;;) {
        const request = nextRequest();
        if (request.kind === 'start') runProgram(jq, request.program);
      }
    },
    (error: unknown) => reply({ kind: 'ended', text: String(error) }),
  );
}
