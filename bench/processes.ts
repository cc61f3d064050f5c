import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Clock ticks of Linux in milliseconds; /proc counts CPU time in them. */
const TICK_MS = 10;

/** What `npm run serve` gives to Node. Whatever is measured beside the product has it too. */
const NODE_OPTIONS = ['--max-semi-space-size=32'];

type Environment = Readonly<Record<string, string>>;

/** A server under measurement, in a process of its own so that its CPU time is its own. */
export class MeasuredProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /**
   * @param script a compiled file beside this one, or below it. It prints one line with its address when it listens.
   * @param core the one CPU that it may run on, where the system lets us say so
   */
  static async start(script: string, environment: Environment = {}, core?: number): Promise<MeasuredProcess> {
    const profile = process.env.BENCH_PROFILE;
    const options = profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profile];
    const command = [process.execPath, ...NODE_OPTIONS, ...options, fileURLToPath(new URL(script, import.meta.url))];
    const child = launch(core === undefined ? command : [...onCore(core), ...command], environment, 'pipe');
    const url = await new Promise<string>((resolve, reject) => {
      let printed = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        const found = /https?:\/\/[\w.:[\]-]+/.exec(printed)?.[0];
        if (found && printed.includes('\n')) resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`${script} ended with ${code} before it listened`)));
    });
    return new MeasuredProcess(child, url);
  }

  /** Any other program, which will be found at that address; it need not listen yet. */
  static launch(command: readonly string[], environment: Environment, url: string): MeasuredProcess {
    return new MeasuredProcess(launch(command, environment, 'ignore'), url);
  }

  /** CPU time since the start, user and system, in milliseconds. Linux only. */
  cpuMs(): number {
    const fields = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }

  /** Resident memory in MB. Linux only. */
  memoryMb(): number {
    const pages = Number(readFileSync(`/proc/${this.child.pid}/statm`, 'utf8').split(' ')[1]);
    return Math.round((pages * 4096) / 1e6);
  }

  /** Resolves when it is gone, also when it went before, by itself or by a signal. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      if (this.child.exitCode !== null || this.child.signalCode !== null) return resolve();
      this.child.once('exit', () => resolve());
      this.child.kill('SIGTERM');
    });
  }
}

function launch([program = '', ...rest]: readonly string[], environment: Environment, output: 'pipe' | 'ignore') {
  const child = spawn(program, rest, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', output, 'inherit'],
  });
  // A benchmark that fails leaves nobody behind.
  process.once('exit', () => child.kill('SIGKILL'));
  return child;
}

/** Linux; it replaces itself by the program, so that the process is the program's. */
const TASKSET = '/usr/bin/taskset';

function onCore(core: number): readonly string[] {
  return existsSync(TASKSET) ? [TASKSET, '--cpu-list', String(core)] : [];
}
