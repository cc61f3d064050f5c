import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The specs that walk over the whole catalogue. */
const CATALOGUE_SPECS = ['conformance', 'consents'].map((name) => `test/connectors/catalog/${name}.spec.ts`);
const COPIED = [
  'src/connectors',
  'src/kernel',
  ...CATALOGUE_SPECS,
  'test/faults/support/fault-connectors.ts',
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
    const before = sources(copy);
    execFileSync(process.execPath, ['scripts/new-connector.mjs', 'crm/middle-earth'], { cwd: copy });

    const after = sources(copy);
    const changed = [...after.keys()].filter((file) => after.get(file) !== before.get(file)).sort();
    expect(changed).toEqual([
      'src/connectors/catalog/crm/middle-earth.connector.ts',
      'src/connectors/catalog/listing.ts',
      'test/connectors/catalog/middle-earth.connector.spec.ts',
    ]);
    const added = changed.map((file) => linesOf(after.get(file)) - linesOf(before.get(file)));
    expect(added[1]).toBe(1);
    expect(added.reduce((sum, lines) => sum + lines, 0)).toBeLessThanOrEqual(80);

    writeFileSync(
      join(copy, 'tsconfig.spec.json'),
      JSON.stringify({
        extends: './tsconfig.json',
        compilerOptions: { noEmit: true, types: ['node', 'jest'] },
        include: ['src/connectors', 'test/connectors/catalog/middle-earth.connector.spec.ts'],
      }),
    );
    expect(run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.spec.json')).toBe('');
    expect(run('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', ...changed)).toContain(
      'No fixes applied',
    );

    const onlySpecs =
      "import config from './jest.config.mjs';\nexport default config.projects.find(({ displayName }) => displayName === 'specs');\n";
    writeFileSync(join(copy, 'only-specs.config.mjs'), onlySpecs);
    const jest = [
      '--experimental-vm-modules',
      '--no-warnings',
      'node_modules/jest/bin/jest.js',
      '--config',
      'only-specs.config.mjs',
    ];
    const tested = run(...jest, '--', 'test/connectors/catalog');
    expect(tested).toMatch(/Tests: +\d+ passed, \d+ total/);
    expect(tested).toContain('middle-earth.connector.spec.ts');
  });

  it.each(['', 'Acme', '../acme', 'acme_files', 'dropbox', 'crm/dropbox', 'crm/x/y', 'acme--x'])(
    'refuses the name "%s"',
    (name) => {
      const before = readFileSync(join(copy, 'src/connectors/catalog/listing.ts'), 'utf8');
      const result = spawnSync(process.execPath, ['scripts/new-connector.mjs', name], { cwd: copy, encoding: 'utf8' });
      expect(result.status).toBe(1);
      expect(result.stderr).not.toBe('');
      expect(readFileSync(join(copy, 'src/connectors/catalog/listing.ts'), 'utf8')).toBe(before);
    },
  );

  /** Every file that this could touch, with its text. */
  function sources(root: string): ReadonlyMap<string, string> {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /^(src|test)\/.*\.ts$/.test(file),
    );
    return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  }

  function linesOf(text = ''): number {
    return text.split('\n').length - 1;
  }

  /** Everything a command says; what it says on failure is the best explanation of the failure. */
  function run(...command: string[]): string {
    const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: copy, encoding: 'utf8' });
    return `${stdout}${stderr}`;
  }
});
