import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freePort } from '../support/server-process.js';

/** What `npm start` starts; `npm test` has built it. */
const MAIN = 'dist/sandbox/demo/main.js';

/** The demo in a terminal of its own, with what it has printed. */
class Demo {
  output = '';
  /** Resolves when the last process has ended that writes there. */
  readonly end: Promise<number | NodeJS.Signals | null>;
  private isOver = false;

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    }
    this.end = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        this.isOver = true;
        resolve(code ?? signal);
      });
    });
  }

  /** @param command in which it is started, as npm does it; it is started by itself unless told */
  static async start(folder: string, command: readonly string[] = [process.execPath, MAIN]): Promise<Demo> {
    const env = { PATH: process.env.PATH, LATCHKEY_DATA: folder, PORT: String(await freePort()) };
    const [program = '', ...rest] = command;
    return new Demo(spawn(program, rest, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** Resolves once it has printed that; fails when it has ended without. */
  async printed(text: string): Promise<void> {
    while (!this.output.includes(text)) {
      const more = new Promise((resolve) => this.child.stdout?.once('data', () => resolve('more')));
      if ((await Promise.race([this.end, more])) !== 'more') throw new Error(`The demo ended: ${this.output}`);
    }
  }

  /** As a terminal does: every process of the group is told, the server too. */
  signal(signal: NodeJS.Signals): void {
    if (this.child.pid !== undefined && !this.isOver) process.kill(-this.child.pid, signal);
  }

  /** Only what it was started in. */
  endStarter(): void {
    this.child.kill('SIGTERM');
  }
}

describe('The demo', () => {
  let folder: string;
  let demo: Demo | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-demo-'));
  });
  afterEach(async () => {
    demo?.signal('SIGKILL');
    await demo?.end;
    rmSync(folder, { recursive: true, force: true });
  });

  it('closes a case with the credentials that were replaced meanwhile', async () => {
    demo = await Demo.start(folder);
    await demo.printed('Ctrl+C ends it.');
    expect(demo.output).toMatch(/fileSummary +Dropbox Files \(global, generation 1\) +done/);
    expect(demo.output).toMatch(/fileClosing +Dropbox Files \(global, generation 2\) +done/);
    expect(demo.output).toMatch(/^ended {6}completed /m);
  });

  // A complaint ends it with 1.
  it.each([
    ['when it is up', 'Ctrl+C ends it.'],
    ['in the middle of a run', 'findPatient'],
    ['while it connects the vendors', 'created '],
  ])('ends well by Ctrl+C %s', async (_when, text) => {
    demo = await Demo.start(folder);
    await demo.printed(text);
    demo.signal('SIGINT');
    expect(await demo.end).toBe(0);
  });

  it('ends with the shell that it was started in, which hands no signal on', async () => {
    demo = await Demo.start(folder, ['sh', '-c', `"${process.execPath}" ${MAIN}; true`]);
    await demo.printed('Ctrl+C ends it.');
    demo.endStarter();
    expect(await demo.end).toBe('SIGTERM');
    expect(demo.output).not.toContain('Start again');
  });
});
