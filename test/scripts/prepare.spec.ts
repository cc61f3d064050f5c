import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { repositoryRoot } from '../support/planted-tree.js';

interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** What stands in for the compiler and for the builder of the screens. */
const BUILDERS = { '@nestjs/cli': 'file:builder', vite: 'file:painter' };

/** A clone in small: our scripts, a builder that copies nothing but counts, a builder of screens, and a lock file without packages. */
class SmallClone {
  readonly folder = mkdtempSync(join(tmpdir(), 'latchkey with spaces '));

  constructor() {
    cpSync(join(repositoryRoot, 'scripts'), join(this.folder, 'scripts'), { recursive: true });
    this.write('src/main.ts', 'export {};\n');
    this.write('sandbox/main.ts', 'export {};\n');
    this.write('tsconfig.json', '{}');
    this.write('nest-cli.json', '{}');
    this.write('builder/package.json', JSON.stringify({ name: '@nestjs/cli', version: '1.0.0' }));
    this.write(
      'builder/bin/nest.js',
      "const fs = require('node:fs');\nfs.mkdirSync('dist', { recursive: true });\nfs.appendFileSync('builds', 'x');\n",
    );
    this.write('web/main.ts', 'export {};\n');
    this.write('painter/package.json', JSON.stringify({ name: 'vite', version: '1.0.0' }));
    this.write('painter/bin/vite.js', "require('node:fs').mkdirSync('dist/web', { recursive: true });\n");
    this.declare(BUILDERS);
  }

  write(path: string, text: string): void {
    mkdirSync(join(this.folder, path, '..'), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  declare(dependencies: Record<string, string>, engines = '>=20.0.0'): void {
    const manifest = { name: 'small', version: '1.0.0', engines: { node: engines }, dependencies };
    const scripts = { postinstall: 'node scripts/prepare.mjs stamp' };
    this.write('package.json', JSON.stringify({ ...manifest, scripts }));
    const packages: Record<string, unknown> = { '': manifest };
    for (const [name, version] of Object.entries(dependencies)) {
      if (version.startsWith('file:')) {
        packages[`node_modules/${name}`] = { resolved: version.slice('file:'.length), link: true };
        packages[version.slice('file:'.length)] = { name, version: '1.0.0' };
      } else packages[`node_modules/${name}`] = { version };
    }
    this.write('package-lock.json', JSON.stringify({ name: 'small', version: '1.0.0', lockfileVersion: 3, packages }));
  }

  prepare(plan = 'build', environment: Record<string, string> = {}): Promise<Outcome> {
    const { npm_execpath: _, ...inherited } = process.env;
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [join(this.folder, 'scripts', 'prepare.mjs'), plan], {
        cwd: tmpdir(),
        env: { ...inherited, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
      child.once('close', (status) => resolve({ status, output }));
    });
  }

  get builds(): number {
    const path = join(this.folder, 'builds');
    return existsSync(path) ? readFileSync(path, 'utf8').length : 0;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const nobodyListens = { npm_config_registry: 'http://127.0.0.1:1/', npm_config_fetch_retries: '0' };

describe('preparing a clone', () => {
  let clone: SmallClone;
  beforeEach(() => {
    clone = new SmallClone();
  });
  afterEach(() => clone.remove());

  it('installs and builds once, then does nothing', async () => {
    const first = await clone.prepare();
    expect(first).toMatchObject({ status: 0, output: expect.stringContaining('building the server: done') });
    expect(await clone.prepare()).toEqual({ status: 0, output: '' });
    expect(clone.builds).toBe(1);
  });

  it('builds again when a source of the product or of the sandbox changed', async () => {
    await clone.prepare();
    clone.write('src/main.ts', 'export const changed = 1;\n');
    const second = await clone.prepare();
    expect(second.output).not.toContain('installing');
    clone.write('sandbox/added.ts', 'export {};\n');
    await clone.prepare();
    expect(clone.builds).toBe(3);
  });

  it('installs again when the lock file changed', async () => {
    await clone.prepare('install');
    clone.write('another/package.json', JSON.stringify({ name: 'another', version: '1.0.0' }));
    clone.declare({ ...BUILDERS, another: 'file:another' });
    expect((await clone.prepare('install')).output).toContain('installing packages: done');
    clone.declare(BUILDERS);
    expect((await clone.prepare('install')).output).toContain('installing packages: done');
    expect(await clone.prepare('install')).toEqual({ status: 0, output: '' });
  });

  it('installs again when another Node or machine left the packages', async () => {
    await clone.prepare('install');
    clone.write('node_modules/.prepared', 'made elsewhere');
    expect((await clone.prepare('install')).output).toContain('installing packages: done');
  });

  it('leaves a package that npm install has added', async () => {
    await clone.prepare('install');
    clone.write('another/package.json', JSON.stringify({ name: 'another', version: '1.0.0' }));
    await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', './another'], { cwd: clone.folder });
    expect(await clone.prepare('install')).toEqual({ status: 0, output: '' });
  });

  it('is not taken in by a dry run of npm', async () => {
    await clone.prepare('stamp', { npm_config_dry_run: 'true' });
    expect((await clone.prepare('install')).output).toContain('installing packages: done');
  });

  it('lets one of two commands work while the other waits', async () => {
    const outcomes = await Promise.all([clone.prepare(), clone.prepare()]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual([0, 0]);
    const installs = outcomes.filter((outcome) => outcome.output.includes('installing packages: done'));
    expect(installs).toHaveLength(1);
    expect(clone.builds).toBe(1);
    expect(existsSync(join(clone.folder, '.prepare.lock'))).toBe(false);
  });

  it('clears the lock of a process that died', async () => {
    const lock = join(clone.folder, '.prepare.lock');
    const dead = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => dead.once('close', resolve));
    writeFileSync(lock, String(dead.pid));
    const minuteAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, minuteAgo, minuteAgo);
    expect((await clone.prepare()).status).toBe(0);
    expect(existsSync(lock)).toBe(false);
  });

  it('says in one line that the registry cannot be reached, and tries again next time', async () => {
    clone.declare({ 'left-out': '1.0.0' });
    const { status, output } = await clone.prepare('install', nobodyListens);
    expect(status).toBe(1);
    expect(output.trim().split('\n').at(-1)).toMatch(/npm registry cannot be reached: check the network/);
    expect(existsSync(join(clone.folder, '.prepare.lock'))).toBe(false);
    clone.declare(BUILDERS);
    expect((await clone.prepare('install')).status).toBe(0);
  });

  it('says what to do when npm leaves out the install scripts', async () => {
    const { status, output } = await clone.prepare('install', { npm_config_ignore_scripts: 'true' });
    expect(status).toBe(1);
    expect(output).toContain('set ignore-scripts to false');
  });

  it('shows what the compiler says when the build fails', async () => {
    clone.write('builder/bin/nest.js', "console.log('src/main.ts:1 is wrong');\nprocess.exit(2);\n");
    const { status, output } = await clone.prepare();
    expect(status).toBe(1);
    expect(output).toMatch(/src\/main\.ts:1 is wrong\n.*The sources do not compile/);
    expect((await clone.prepare()).status).toBe(1);
  });

  it('refuses a Node that is too old in one line', async () => {
    clone.declare({}, '^97.0.0 || >=99.1.0');
    const { status, output } = await clone.prepare();
    expect(status).toBe(1);
    expect(output).toBe(`[prepare] Node ${process.versions.node} is not supported: use Node ^97.0.0 || >=99.1.0.\n`);
  });
});
