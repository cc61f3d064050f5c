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
    category = 'files';
    hosts = ['api.acme.example'];
    methods = [{ scheme: { kind: 'authorization-code', scopes: ['read'] }, renewal: { rotatesRefreshToken: 'never' } }];
  },
];\n`;

const described = `export const describeConnector = ({ key, title, docs, category }) => ({
  key,
  title,
  docs,
  category,
  quirks: ['It sleeps on Sundays.'],
  evidence: { verified: ['lifetimes'], community: true, sources: ['https://acme.example/tokens'] },
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
  actions: [
    {
      key: 'listFiles',
      title: 'List files',
      inputs: { properties: { folder: { type: 'string', title: 'Folder' } }, required: ['folder'] },
      output: { type: 'array', items: { type: 'object', properties: { name: { type: 'string', description: 'Its name' } } } },
      answer: 'json',
      repeatable: true,
    },
  ],
});\n`;

const errors = `import { BrokerError } from '../../kernel/broker.error.js';
export const rowMissing = (id: string) =>
  new BrokerError({ code: 'row-missing', remedy: 'fix-request', status: 404, message: \`There is no row "\${id}".\` });
const REASONS = { locked: 'It is locked.', gone: 'It is gone.' } as const;
export const rowUnusable = (reason: keyof typeof REASONS, remedy: string) =>
  new BrokerError({ code: 'row-unusable', remedy, status: remedy === 'wait' ? 503 : 409, message: REASONS[reason] });
export const rowsBad = (problems: readonly string[]) =>
  new BrokerError({ code: 'rows-bad', remedy: 'fix-request', status: 422, message: problems.map((one) => one).join(' ') });
export const rowSays = (message: string) =>
  new BrokerError({ code: 'row-says', remedy: 'fix-request', status: 422, message });\n`;

/** A small product with one setting, one connector and one error, built. */
class SmallProduct extends PlantedTree {
  constructor() {
    super({
      'dist/src/kernel/settings.js': settings('Port of the server.'),
      'dist/src/connectors/catalog/catalog.js': acme,
      'dist/src/connectors/describe-connector.js': described,
      'dist/src/connectors/contract/category.js': "export const CATEGORIES = { files: 'Files', crm: 'Customers' };\n",
      'dist/src/connectors/contract/evidence.js':
        "export const FACTS = { addresses: 'where it is', lifetimes: 'how long tokens work' };\n",
      'src/modules/rows/rows.errors.ts': errors,
    });
    cpSync(join(repositoryRoot, 'scripts'), join(this.folder, 'scripts'), { recursive: true });
    // It starts the whole product, which this small one is not.
    writeFileSync(join(this.folder, 'scripts/docs/web-client.mjs'), 'export const webClient = () => "";\n');
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
    const gallery = product.page('connectors/README.md');
    expect(gallery).toContain('## Files\n');
    expect(gallery).toContain('| [Acme](acme.md) | `acme` | OAuth 2.0 | 1 | 1 |');
    expect(gallery).not.toContain('Customers');
    const acmePage = product.page('connectors/acme.md');
    expect(acmePage).toContain('| App Secret | `secret` | Settings \\| Keys | secret |');
    expect(acmePage).toContain('Default rate: Every hour. It works for a day.');
    expect(acmePage).toContain('- It sleeps on Sundays.');
    expect(acmePage).toContain('Read in what the vendor publishes: how long tokens work.');
    expect(acmePage).toContain('- <https://acme.example/tokens>');
    expect(acmePage).toContain('| `folder` | string | Folder. |');
    expect(acmePage).toContain('| `[].name` | string | Its name |');
  });

  it('have every status that an error may have, and a word in the place of a text that is made elsewhere', async () => {
    await product.generate();
    const errors = product.page('reference/errors.md');
    expect(errors).toContain('| `row-unusable` | `503`, `409` | varies | It is locked. *or* It is gone. |');
    expect(errors).toContain('| `rows-bad` | `422` | `fix-request` | {problems} |');
    expect(errors).toContain('| `row-says` | `422` | `fix-request` | {message} |');
  });

  it('pass the check once they are written', async () => {
    await product.generate();
    expect((await product.generate('--check')).status).toBe(0);
  });

  it('fail the check when the code changed', async () => {
    await product.generate();
    writeFileSync(join(product.folder, 'dist/src/kernel/settings.js'), settings('Another port.'));
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
