import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

import { repositoryRoot } from '../support/planted-tree.js';

/** Tracked files, and new ones that git does not ignore. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: repositoryRoot,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(repositoryRoot, path)));

const textOf = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8');
const sources = files.filter((path) => /\.(ts|tsx|mjs|js)$/.test(path));
const pages = files.filter((path) => path.endsWith('.md'));
const manifest = JSON.parse(textOf('package.json')) as {
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** "path:line: text" of every line that fits; this file, which names what it forbids, is left out. */
function linesWith(pattern: RegExp, paths: readonly string[]): string[] {
  return paths
    .filter((path) => !path.startsWith('test/house/'))
    .flatMap((path) =>
      textOf(path)
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    );
}

describe('the repository', () => {
  it('skips no test and runs none alone', () => {
    const specs = files.filter((path) => path.startsWith('test/'));
    expect(
      linesWith(/\b(it|test|describe)\.(skip|only|todo|failing)\b|\b(xit|xtest|xdescribe|fit|fdescribe)\(/, specs),
    ).toEqual([]);
  });

  it('leaves no loose ends and silences no checker', () => {
    const escapes =
      /\b(TODO|FIXME|XXX)\b|@ts-(ignore|nocheck|expect-error)|(eslint|biome|oxlint|prettier)-(disable|ignore)/;
    expect(linesWith(escapes, sources)).toEqual([]);
  });

  it('keeps scripts and start-up files within the size of a file', () => {
    const written = sources.filter((path) => !path.includes('/generated/'));
    const long = written.filter((path) => textOf(path).split('\n').length - 1 > (path.startsWith('test/') ? 300 : 250));
    expect(long).toEqual([]);
  });

  it('has no room without a name', () => {
    const nameless = /(^|\/)(utils?|helpers?|common|shared|lib|misc)(\/|\.[a-z.]+$)|^src\/(.*\/)?index\.ts$/;
    expect(files.filter((path) => nameless.test(path))).toEqual([]);
  });

  it('names files in kebab-case', () => {
    const rooms = sources.filter((path) => /^(src|sandbox|test|bench)\//.test(path));
    expect(rooms.filter((path) => !/^[a-z0-9/.-]+$/.test(path))).toEqual([]);
  });

  it('locks packages without naming a registry', () => {
    const lock = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, { resolved?: string }> };
    expect(Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
  });

  it('pins every package and supports the Node versions it promises', () => {
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(ranges.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
    expect(manifest.engines.node).toBe('^20.19.0 || ^22.12.0 || >=24.0.0');
    expect(textOf('.nvmrc').trim()).toBe('20');
  });

  it('carries no path of a machine, no registry and no private key', () => {
    const paths = /(^|[\s'"`(=])\/(home|Users|root|work|mnt)\/\w|\b[A-Z]:\\Users\\/;
    const registries = /registry\.npmjs\.org|registry\.yarnpkg\.com|npm\.pkg\.github\.com|_authToken/;
    const text = files.filter((path) => !/\.(png|ico|woff2?)$/.test(path));
    expect(linesWith(paths, text)).toEqual([]);
    expect(linesWith(registries, text)).toEqual([]);
    expect(linesWith(/-----BEGIN (RSA |EC )?PRIVATE KEY-----\s*$/, text)).toEqual([]);
  });

  it('keeps data, builds and environments out of git', () => {
    expect(files.filter((path) => /^(data|dist|node_modules|coverage)\/|(^|\/)\.env$/.test(path))).toEqual([]);
  });

  it('starts its checks by a file that may be run', () => {
    expect(statSync(join(repositoryRoot, '.ci/run')).mode & 0o111).not.toBe(0);
  });

  it('resolves every relative link of its pages', () => {
    const broken = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)(#[^)]*)?\)/g)]
        .map(([, target]) => String(target))
        .filter((target) => !existsSync(join(repositoryRoot, dirname(page), decodeURI(target))))
        .map((target) => `${page}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('has every script that its pages name', () => {
    const own = new Set(['ci', 'install']);
    const missing = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)]
        .map(([, script, short]) => script ?? String(short))
        .filter((script) => !own.has(script) && manifest.scripts[script] === undefined)
        .map((script) => `${page}: npm run ${script}`),
    );
    expect(missing).toEqual([]);
  });

  it('starts the server with the same options of Node in the demo, for an operator and in benchmarks', () => {
    const optionsIn = (text: string) => text.match(/--[\w-]+=[\w-]+/g);
    const { start = '', serve = '' } = manifest.scripts;
    expect(optionsIn(serve)).not.toBeNull();
    expect(optionsIn(start)).toEqual(optionsIn(serve));
    const [measured = ''] = /^const NODE_OPTIONS = .*$/m.exec(textOf('bench/processes.ts')) ?? [];
    expect(optionsIn(measured)).toEqual(optionsIn(serve));
  });

  it('lists every decision page', () => {
    const index = textOf('docs/decisions/README.md');
    const decisions = files
      .filter((path) => /^docs\/decisions\/\d{4}-/.test(path))
      .map((path) => path.split('/').at(-1));
    expect(decisions.length).toBeGreaterThan(0);
    expect(decisions.filter((name) => !index.includes(`(${name})`))).toEqual([]);
  });
});
