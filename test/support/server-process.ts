import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import { OPERATOR_KEY } from '../../support/app.js';
import type { TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';

const OUTPUT = join(process.cwd(), 'node_modules', '.cache', `server-under-test-${process.pid}`);

/** What `npm run serve` starts, once compiled. */
export const SERVER_MAIN = join(OUTPUT, 'src', 'main.js');

/** Compiles the server where it finds its libraries, so that a test can kill it as the process that it is. */
export function compileServer(): void {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const jsc = {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, verbatimModuleSyntax: true },
  } as const;
  for (const file of files) {
    const target = join(OUTPUT, 'src', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    const source = readFileSync(join('src', file), 'utf8');
    writeFileSync(target, transformSync(source, { swcrc: false, jsc, module: { type: 'es6' } }).code);
  }
  writeFileSync(join(OUTPUT, 'package.json'), '{"type":"module"}');
}

export function removeCompiledServer(): void {
  rmSync(OUTPUT, { recursive: true, force: true });
}

/** The server in a process of its own. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(database: TestDatabase, environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
    const port = await freePort();
    const child = spawn(process.execPath, [SERVER_MAIN], {
      env: {
        PATH: process.env.PATH,
        LATCHKEY_MODE: 'demo',
        LATCHKEY_OPERATOR_KEY: OPERATOR_KEY,
        LATCHKEY_LOG_LEVEL: 'error',
        PORT: String(port),
        ...database.environment,
        ...environment,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const server = new ServerProcess(child, `http://127.0.0.1:${port}`);
    const isUp = () =>
      fetch(`${server.url}/openapi.json`).then(
        () => true,
        () => false,
      );
    await eventually(isUp, 30_000);
    return server;
  }

  /** As a power cut: nothing can be tidied up. */
  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
