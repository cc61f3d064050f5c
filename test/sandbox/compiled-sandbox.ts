import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';

const OUTPUT = join(process.cwd(), 'node_modules', '.cache', `sandbox-under-test-${process.pid}`);

/** Compiles the sandbox where it finds its libraries, so that a test can run it as the process that it is. */
export function compileSandbox(): string {
  const files = readdirSync('sandbox', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  for (const file of files) {
    const target = join(OUTPUT, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    const options = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } } as const;
    writeFileSync(
      target,
      transformSync(readFileSync(join('sandbox', file), 'utf8'), { swcrc: false, ...options }).code,
    );
  }
  writeFileSync(join(OUTPUT, 'package.json'), '{"type":"module"}');
  return OUTPUT;
}

/** A running `sandbox/main`, with what it has printed. */
export class SandboxProcess {
  output = '';
  readonly exit: Promise<number | null>;

  private constructor(readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => {
      this.output += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.output += chunk.toString();
    });
    this.exit = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  }

  static run(...options: string[]): SandboxProcess {
    return new SandboxProcess(spawn(process.execPath, [join(OUTPUT, 'main.js'), ...options]));
  }

  /** Resolves to the address of each vendor once the mapping is printed. */
  async ready(): Promise<Map<string, string>> {
    while (!/LATCHKEY_SANDBOX_HOSTS=.*\n/.test(this.output)) {
      const outcome = await Promise.race([
        this.exit,
        new Promise((resolve) => this.child.stdout?.once('data', () => resolve('more'))),
      ]);
      if (outcome !== 'more') throw new Error(`the sandbox ended: ${this.output}`);
    }
    const lines = [...this.output.matchAll(/^(\w+) +(http:\S+)$/gm)];
    return new Map(lines.map(([, title = '', url = '']) => [title, url]));
  }
}
