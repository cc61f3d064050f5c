import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';

const OUTPUT = join(process.cwd(), 'node_modules', '.cache', `server-under-test-${process.pid}`);
/** The product, and what a server needs that a test wants to hurt. */
const ROOMS = ['src', 'test/support', 'test/faults/support'];

/** What `npm run serve` starts. */
export const SERVER_MAIN = join(OUTPUT, 'src', 'main.js');
/** The same server with a hand on its clock and a place to die at. */
export const FAULT_SERVER = join(OUTPUT, 'test', 'faults', 'support', 'fault-server.js');

/** Compiles the server where it finds its libraries, so that a test can kill it as the process that it is. */
export function compileServer(): void {
  const jsc = {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, verbatimModuleSyntax: true },
  } as const;
  for (const file of ROOMS.flatMap(sourcesIn)) {
    const target = join(OUTPUT, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    const source = readFileSync(file, 'utf8');
    writeFileSync(target, transformSync(source, { swcrc: false, jsc, module: { type: 'es6' } }).code);
  }
  writeFileSync(join(OUTPUT, 'package.json'), '{"type":"module"}');
}

export function removeCompiledServer(): void {
  rmSync(OUTPUT, { recursive: true, force: true });
}

function sourcesIn(room: string): string[] {
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts')).map((file) => join(room, file));
}
