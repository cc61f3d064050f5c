import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { PlantedTree, repositoryRoot } from '../support/planted-tree.js';

const settings = (description: string) =>
  `export const SETTINGS = { port: { variable: 'PORT', fallback: '3000', description: '${description}', isSecret: false } };\n`;

const acme = `export const CATALOG = [
  class {
    key = 'acme';
    title = 'Acme';
    docs = 'https://acme.example/oauth';
    hosts = ['api.acme.example'];
    methods = [{ scheme: { kind: 'authorization-code', scopes: ['read'] }, renewal: { rotatesRefreshToken: 'never' } }];
  },
];\n`;

const described = `export const describeConnector = ({ key, title, docs }) => ({
  key,
  title,
  docs,
  methods: [
    {
      key: 'oauth2',
      title: 'OAuth 2.0',
      issuance: 'consent',
      setup: ['Create an app.'],
      fields: [{ key: 'secret', label: 'App Secret', where: 'Settings | Keys', kind: 'secret', required: true }],
      renewal: { rates: [{ value: 'every-hour', label: 'Every hour' }], defaultRate: 'every-hour', facts: ['It works for a day.'] },
    },
  ],
  actions: [],
});\n`;

const errors = `import { BrokerError } from '../../kernel/broker.error.js';
export const rowMissing = (id: string) =>
  new BrokerError({ code: 'row-missing', remedy: 'fix-request', status: 404, message: \`There is no row "\${id}".\` });\n`;

/** A small product with one setting, one connector and one error, built. */
class SmallProduct extends PlantedTree {
  constructor() {
    super({
      'dist/src/kernel/configuration.js': settings('Port of the server.'),
      'dist/src/connectors/catalog/catalog.js': acme,
      'dist/src/connectors/describe-connector.js': described,
      'src/modules/rows/rows.errors.ts': errors,
    });
    cpSync(join(repositoryRoot, 'scripts'), join(this.folder, 'scripts'), { recursive: true });
  }

  generate(...args: string[]) {
    return this.run('../scripts/generate-docs.mjs', ...args);
  }

  page(path: string): string {
    return readFileSync(join(this.folder, 'docs', path), 'utf8');
  }
}

describe('the generated pages', () => {
  let product: SmallProduct;
  beforeEach(() => {
    product = new SmallProduct();
  });
  afterEach(() => product.remove());

  it('say what the code says', async () => {
    expect((await product.generate()).status).toBe(0);
    expect(product.page('reference/configuration.md')).toContain('| `PORT` | `3000` | Port of the server. |');
    expect(product.page('reference/errors.md')).toContain(
      '| `row-missing` | `404` | `fix-request` | There is no row "{id}". |',
    );
    expect(product.page('connectors/README.md')).toContain('| [Acme](acme.md) | `acme` | OAuth 2.0 | 0 |');
    const acmePage = product.page('connectors/acme.md');
    expect(acmePage).toContain('| App Secret | `secret` | Settings \\| Keys | secret |');
    expect(acmePage).toContain('Default rate: Every hour. It works for a day.');
  });

  it('pass the check once they are written', async () => {
    await product.generate();
    expect((await product.generate('--check')).status).toBe(0);
  });

  it('fail the check when the code changed', async () => {
    await product.generate();
    writeFileSync(join(product.folder, 'dist/src/kernel/configuration.js'), settings('Another port.'));
    expect((await product.generate('--check')).status).toBe(1);
    expect(product.page('reference/configuration.md')).not.toContain('Another port.');
  });

  it('fail the check when a page describes nothing any more, and remove it when written', async () => {
    await product.generate();
    writeFileSync(join(product.folder, 'docs/connectors/gone.md'), '# Gone\n');
    expect((await product.generate('--check')).status).toBe(1);
    await product.generate();
    expect((await product.generate('--check')).status).toBe(0);
  });
});
