import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repositoryRoot } from '../support/planted-tree.js';

const RUNTIME = join(repositoryRoot, 'src/workflows/runtime');
/** What performs a run. Around it: the language and its checks, expressions, descriptions of OpenAPI, lines of events. */
const INTERPRETER = ['runner.ts', 'scope.ts', 'retry.ts', 'ports.ts', 'problem-details.ts', 'record-place.ts', 'tasks'];
const MOST_LINES = 1_500;

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path));
const textOf = (path: string) => readFileSync(path, 'utf8');

describe('the interpreter', () => {
  it('stays small', () => {
    const files = INTERPRETER.flatMap((path) =>
      path.endsWith('.ts') ? [join(RUNTIME, path)] : filesBelow(join(RUNTIME, path)),
    );
    const lines = files.reduce((sum, path) => sum + textOf(path).split('\n').length - 1, 0);
    expect(files.length).toBeGreaterThan(20);
    expect(lines).toBeLessThanOrEqual(MOST_LINES);
  });

  it('states its laws at its top, cites each where it is kept, and has a test for each', () => {
    const runner = join(RUNTIME, 'runner.ts');
    const laws = [...textOf(runner).matchAll(/^ \* (\d)\. /gm)].map(([, number]) => number);
    expect(laws).toEqual(laws.map((_law, index) => String(index + 1)));
    expect(laws.length).toBeGreaterThan(0);
    const kept = filesBelow(join(repositoryRoot, 'src/workflows')).filter((path) => path !== runner);
    const cited = kept.map(textOf).join('\n');
    const tests = textOf(join(repositoryRoot, 'test/workflows/runtime/laws.spec.ts'));
    expect(laws.filter((law) => !new RegExp(`\\bLaw ${law}\\b`).test(cited))).toEqual([]);
    expect(laws.filter((law) => !new RegExp(`'${law}: `).test(tests))).toEqual([]);
  });
});
