import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPIED = [
  'src/connectors',
  'src/kernel',
  'test/connectors/catalog',
  'test/support',
  'tsconfig.json',
  'jest.config.mjs',
  'package.json',
  'biome.json',
];

describe('npm run new:connector', () => {
  let copy: string;

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'latchkey-new-connector-'));
    for (const path of [...COPIED, 'scripts/new-connector.mjs'])
      cpSync(join(ROOT, path), join(copy, path), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  });

  afterAll(() => rmSync(copy, { recursive: true }));

  it('makes a connector that compiles, passes its own spec and conforms', () => {
    execFileSync(process.execPath, ['scripts/new-connector.mjs', 'middle-earth'], { cwd: copy });
    const catalog = readFileSync(join(copy, 'src/connectors/catalog/catalog.ts'), 'utf8');
    expect(catalog).toMatch(/DropboxConnector,\n {2}MiddleEarthConnector,\n {2}NetSuiteConnector,/);

    writeFileSync(
      join(copy, 'tsconfig.spec.json'),
      JSON.stringify({
        extends: './tsconfig.json',
        compilerOptions: { noEmit: true, types: ['node', 'jest'] },
        include: ['src/connectors', 'test/connectors/catalog/middle-earth.connector.spec.ts'],
      }),
    );
    expect(run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.spec.json')).toBe('');
    expect(
      run(
        'node_modules/@biomejs/biome/bin/biome',
        'check',
        '--error-on-warnings',
        'src/connectors/catalog',
        'test/connectors/catalog',
      ),
    ).toContain('No fixes applied');

    writeFileSync(
      join(copy, 'only-specs.config.mjs'),
      "import config from './jest.config.mjs';\nconst { globalSetup, globalTeardown, ...rest } = config;\nexport default rest;\n",
    );
    const jest = [
      '--experimental-vm-modules',
      '--no-warnings',
      'node_modules/jest/bin/jest.js',
      '--config',
      'only-specs.config.mjs',
    ];
    const tested = run(...jest, '--selectProjects', 'specs', '--', 'test/connectors/catalog');
    expect(tested).toMatch(/Tests: +\d+ passed, \d+ total/);
    expect(tested).toContain('middle-earth.connector.spec.ts');
  }, 120_000);

  it.each(['', 'Acme', '../acme', 'acme_files', 'dropbox', 'acme--x'])('refuses the name "%s"', (name) => {
    const before = readFileSync(join(copy, 'src/connectors/catalog/catalog.ts'), 'utf8');
    const result = spawnSync(process.execPath, ['scripts/new-connector.mjs', name], { cwd: copy, encoding: 'utf8' });
    expect(result.status).toBe(1);
    expect(result.stderr).not.toBe('');
    expect(readFileSync(join(copy, 'src/connectors/catalog/catalog.ts'), 'utf8')).toBe(before);
  });

  /** Everything a command says; what it says on failure is the best explanation of the failure. */
  function run(...command: string[]): string {
    const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: copy, encoding: 'utf8' });
    return `${stdout}${stderr}`;
  }
});
