import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { OPERATOR_KEY } from './app.js';
import { SERVER_MAIN } from './compiled-server.js';
import type { TestDatabase } from './databases.js';
import { eventually } from './eventually.js';

/** A start takes about a second, and much longer where many tests share a machine. */
const START_MS = 120_000;

export interface ServerPlace {
  /** What to start; `npm run serve` unless told. */
  readonly program?: string;
  /** A free one unless told. */
  readonly port?: number;
}

/** The server in a process of its own. */
export class ServerProcess {
  /** Resolves once the process is gone, whatever ended it. */
  readonly ended: Promise<void>;
  #isRunning = true;
  readonly #lines: string[] = [];

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    this.ended = new Promise((resolve) => {
      child.once('exit', () => {
        this.#isRunning = false;
        resolve();
      });
    });
    // The line is this process's own word; an answer at its port may come from a server that was there before.
    if (child.stdout) {
      createInterface(child.stdout).on('line', (line) => {
        this.#lines.push(line);
      });
    }
  }

  /** Resolves once it listens, by its own word. */
  static async start(
    database: Pick<TestDatabase, 'environment'>,
    environment: Readonly<Record<string, string>>,
    place: ServerPlace = {},
  ): Promise<ServerProcess> {
    const port = place.port ?? (await freePort());
    const child = spawn(process.execPath, [place.program ?? SERVER_MAIN], {
      env: {
        PATH: process.env.PATH,
        LATCHKEY_MODE: 'demo',
        LATCHKEY_OPERATOR_KEY: OPERATOR_KEY,
        LATCHKEY_LOG_LEVEL: 'error',
        PORT: String(port),
        ...database.environment,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const server = new ServerProcess(child, `http://127.0.0.1:${port}`);
    try {
      await eventually(() => server.timesSaid('Latchkey listens on ') > 0 || !server.isRunning, START_MS);
    } catch (error) {
      await server.kill();
      throw error;
    }
    if (!server.isRunning) throw new Error('The server ended before it listened; its own words stand above.');
    return server;
  }

  /** Resident memory in bytes. */
  get memory(): number {
    const of = `/proc/${this.child.pid}/statm`;
    if (existsSync(of)) return Number(readFileSync(of, 'utf8').split(' ')[1]) * 4096;
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(this.child.pid)], { encoding: 'utf8' })) * 1024;
  }

  /** How often these words stand in its log, as far as its log level lets them. */
  timesSaid(words: string): number {
    return this.#lines.filter((line) => line.includes(words)).length;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Whether a signal has stopped it, so that it does nothing until it is told to go on. */
  get isStopped(): boolean {
    const state = execFileSync('ps', ['-o', 'state=', '-p', String(this.child.pid)], { encoding: 'utf8' });
    return state.trim().startsWith('T');
  }

  /** As a power cut: nothing can be tidied up. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }

  signal(signal: NodeJS.Signals): void {
    if (this.#isRunning) this.child.kill(signal);
  }

  /** Tells a program that listens to its parent something, and waits until it has answered. */
  async order(order: Readonly<Record<string, unknown>>): Promise<void> {
    const answered = new Promise((resolve) => this.child.once('message', resolve));
    this.child.send(order);
    await Promise.race([answered, this.ended]);
  }
}

/**
 * A port for a server that is to come, or to come again. It lies below those that systems give away by themselves, so
 * that nobody is given it meanwhile: no server that takes any, and no caller.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = nextPort + LANES < PORTS.end ? nextPort + LANES : PORTS.first + LANE;
    nextPort = port;
    if (await isFree(port)) return port;
  }
}

const PORTS = { first: 15_000, end: 30_000 };
/** Each worker of jest takes every so manieth port, so that two suites never find the same one free. */
const LANES = 16;
const LANE = Number(process.env.JEST_WORKER_ID ?? 0) % LANES;
/** Somewhere, because other runs of the tests may look for theirs at the same time. */
let nextPort = PORTS.first + LANE + LANES * Math.floor(Math.random() * ((PORTS.end - PORTS.first) / LANES - 1));

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
