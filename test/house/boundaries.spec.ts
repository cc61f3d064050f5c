import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { PlantedTree } from '../support/planted-tree.js';

const imports = (...paths: string[]) =>
  `${paths.map((path, index) => `import { x as x${index} } from '${path}';`).join('\n')}
export const x = [${paths.map((_, index) => `x${index}`).join(', ')}];\n`;

const importsType = (path: string) => `import type { x } from '${path}';\nexport type X = typeof x;\n`;

/** Every road that the floor plan allows and the tests below rely on. */
const allowed = {
  'src/main.ts': imports('./app.module.js'),
  'src/app.module.ts': imports(
    './modules/issuance/issue.js',
    './workflows/runs/runs.js',
    './connectors/connectors.module.js',
  ),
  'src/kernel/ids.ts': 'export const x = 1;\n',
  'src/modules/database/rows.ts': imports('../../kernel/ids.js'),
  'src/modules/vault/vault.ts': imports('../database/rows.js'),
  'src/modules/tenants/tenants.ts': imports('../audit/audit.js', '../database/rows.js'),
  'src/modules/audit/audit.ts': imports('../../kernel/ids.js'),
  'src/modules/tokens/tokens.ts': imports('../vault/vault.js', '../tenants/tenants.js'),
  'src/modules/issuance/issue.ts': imports('../tokens/tokens.js', '../../connectors/connectors.service.js'),
  'src/workflows/runtime/runner.ts': imports('../../kernel/ids.js'),
  'src/workflows/runs/runs.ts': imports('../runtime/runner.js', '../../modules/tokens/tokens.js'),
  'src/connectors/connectors.module.ts': imports('./connectors.service.js', './catalog/catalog.js'),
  'src/connectors/connectors.service.ts': imports('./schemes/scheme.js'),
  'src/connectors/schemes/scheme.ts': imports('../wire/endpoint.js', '../contract/connector.js'),
  'src/connectors/wire/endpoint.ts': imports('../contract/connector.js'),
  'src/connectors/contract/connector.ts': imports('../../kernel/ids.js'),
  'src/connectors/catalog/catalog.ts': imports('./listing.js'),
  'src/connectors/catalog/listing.ts': imports('./acme/acme.connector.js', './other.connector.js'),
  'src/connectors/catalog/platforms/acme-cloud.ts': imports('../../contract/connector.js'),
  'src/connectors/catalog/acme/acme.connector.ts': imports(
    './acme.actions.js',
    '../platforms/acme-cloud.js',
    '../../contract/connector.js',
  ),
  'src/connectors/catalog/acme/acme.actions.ts': imports('../../contract/connector.js'),
  'src/connectors/catalog/other.connector.ts': imports('../contract/connector.js'),
  'sandbox/demo/main.ts': imports('../acme/server.js'),
  'sandbox/acme/server.ts': 'export const x = 1;\n',
  'test/tokens.spec.ts': imports('../src/modules/tokens/tokens.js', '../sandbox/acme/server.js'),
};

/** [the law, who breaks it, the road] */
const planted: [string, string, string][] = [
  ['kernel-stands-alone', 'src/kernel/broken-kernel.ts', 'src/connectors/contract/connector.ts'],
  ['modules-imports-go-down', 'src/modules/tokens/broken-upward.ts', 'src/modules/issuance/issue.ts'],
  ['modules-imports-go-down', 'src/modules/database/broken-upward.ts', 'src/modules/vault/vault.ts'],
  ['known-rooms', 'src/modules/issuance/broken-room.ts', 'src/modules/parlour/chair.ts'],
  ['no-nameless-rooms', 'src/modules/issuance/broken-name.ts', 'src/modules/tokens/utils.ts'],
  ['no-nameless-rooms', 'src/modules/issuance/broken-index.ts', 'src/modules/tokens/index.ts'],
  ['modules-stand-below-workflows', 'src/modules/issuance/broken-workflow.ts', 'src/workflows/runs/runs.ts'],
  ['one-door-to-the-connectors', 'src/modules/tokens/broken-door.ts', 'src/connectors/wire/endpoint.ts'],
  ['one-door-to-the-connectors', 'src/workflows/runs/broken-door.ts', 'src/connectors/catalog/catalog.ts'],
  ['wiring-is-for-module-files', 'src/modules/tokens/broken-wiring.ts', 'src/connectors/connectors.module.ts'],
  ['runtime-knows-only-the-kernel', 'src/workflows/runtime/broken-runtime.ts', 'src/modules/tokens/tokens.ts'],
  ['connectors-stand-below-modules', 'src/connectors/schemes/broken-upward.ts', 'src/modules/vault/vault.ts'],
  ['connectors-imports-go-down', 'src/connectors/wire/broken-upward.ts', 'src/connectors/schemes/scheme.ts'],
  ['rooms-do-not-look-at-the-door', 'src/connectors/wire/broken-service.ts', 'src/connectors/connectors.service.ts'],
  ['the-catalogue-is-data', 'src/connectors/schemes/broken-vendor.ts', 'src/connectors/catalog/other.connector.ts'],
  ['a-connector-states-facts', 'src/connectors/catalog/broken.connector.ts', 'src/kernel/ids.ts'],
  ['a-connector-knows-no-other', 'src/connectors/catalog/acme/broken.ts', 'src/connectors/catalog/other.connector.ts'],
  [
    'a-connector-knows-no-neighbour',
    'src/connectors/catalog/acme/broken.connector.ts',
    'src/connectors/catalog/acme/acme.connector.ts',
  ],
  ['src-stands-alone', 'src/modules/tokens/broken-sandbox.ts', 'sandbox/acme/server.ts'],
  ['sandbox-stands-alone', 'sandbox/acme/broken-product.ts', 'src/kernel/ids.ts'],
  ['web-talks-http', 'web/broken-screen.ts', 'src/kernel/ids.ts'],
  ['bench-comes-in-by-the-front-door', 'bench/broken-bench.ts', 'test/tokens.spec.ts'],
  ['only-the-entrance-is-above-the-wings', 'src/modules/issuance/broken-entrance.ts', 'src/app.module.ts'],
];

const destinations = {
  'src/modules/parlour/chair.ts': imports('../../kernel/ids.js'),
  'src/modules/tokens/utils.ts': imports('../../kernel/ids.js'),
  'src/modules/tokens/index.ts': imports('../../kernel/ids.js'),
};

const others = {
  'src/modules/tokens/circle-one.ts': imports('./circle-two.js'),
  'src/modules/tokens/circle-two.ts': importsType('./circle-one.js'),
  'src/modules/tokens/broken-type.ts': importsType('../issuance/issue.js'),
  'src/modules/tokens/lost.ts': 'export const x = 1;\n',
  'src/modules/tokens/dead-end.ts': imports('./nothing.js'),
  'src/modules/tokens/tool.ts': imports('jest'),
  'src/modules/tokens/hidden.ts': imports('semver'),
};

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

describe('the floor plan', () => {
  let tree: PlantedTree;
  let violations: readonly Violation[];
  const cruise = (report: string) =>
    tree.run(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      ...['--config', '.dependency-cruiser.mjs', '--output-type', report, 'src', 'sandbox', 'test', 'bench', 'web'],
    );
  const brokenBy = (from: string) => violations.filter((one) => one.from === from).map((one) => one.rule.name);

  beforeAll(async () => {
    const offenders = planted.map(([, from, to]) => [
      from,
      imports(`${'../'.repeat(from.split('/').length - 1)}${to.replace(/ts$/, 'js')}`),
    ]);
    tree = new PlantedTree({ ...allowed, ...destinations, ...others, ...Object.fromEntries(offenders) });
    const answer = await cruise('json');
    violations = (JSON.parse(answer.stdout) as { summary: { violations: Violation[] } }).summary.violations;
  });
  afterAll(() => tree.remove());

  it.each(planted)('%s: refuses %s to import %s', (law, from, to) => {
    expect(violations).toContainEqual(
      expect.objectContaining({ from, to, rule: expect.objectContaining({ name: law }) }),
    );
  });

  it('refuses a circle, also when half of it is a type', () => {
    const circle = violations.find((one) => one.rule.name === 'no-circles');
    const half = expect.stringMatching(/^src\/modules\/tokens\/circle-(one|two)\.ts$/);
    expect(circle).toMatchObject({ from: half, to: half });
  });

  it('refuses an upward import of a type', () => {
    expect(brokenBy('src/modules/tokens/broken-type.ts')).toContain('modules-imports-go-down');
  });

  it('refuses files that nobody needs, roads to nowhere and packages that a customer does not install', () => {
    expect(brokenBy('src/modules/tokens/lost.ts')).toEqual(['no-lost-files']);
    expect(brokenBy('src/modules/tokens/dead-end.ts')).toContain('no-dead-ends');
    expect(brokenBy('src/modules/tokens/tool.ts')).toContain('no-tools-in-the-product');
    expect(brokenBy('src/modules/tokens/hidden.ts')).toContain('no-hidden-packages');
  });

  it('allows every road of the plan', () => {
    expect(Object.keys(allowed).flatMap(brokenBy)).toEqual([]);
  });

  it('ends with an error, so that the build stops', async () => {
    const { status, stdout } = await cruise('err');
    expect(stdout).toContain('no-circles');
    expect(status).not.toBe(0);
  });
});
