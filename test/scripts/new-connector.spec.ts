import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { PlantedTree, repositoryRoot } from '../support/planted-tree.js';

describe('a new connector', () => {
  let tree: PlantedTree;
  beforeEach(() => {
    tree = new PlantedTree({});
    for (const room of ['scripts', 'src/kernel', 'src/connectors/contract', 'src/connectors/catalog']) {
      cpSync(join(repositoryRoot, room), join(tree.folder, room), { recursive: true });
    }
  });
  afterEach(() => tree.remove());

  const create = (...args: string[]) => tree.run('../scripts/new-connector.mjs', ...args);
  const catalog = () => readFileSync(join(tree.folder, 'src/connectors/catalog/catalog.ts'), 'utf8');

  it('compiles, keeps the layout and the floor plan, and stands in its place in the catalogue', async () => {
    const before = catalog();
    expect((await create('echo-files', 'Echo Files')).status).toBe(0);
    expect(catalog()).toMatch(/DropboxConnector,\n {2}EchoFilesConnector,\n {2}NetSuiteConnector,/);
    expect(catalog().split('\n')).toHaveLength(before.split('\n').length + 2);
    expect((await tree.run('typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit')).stdout).toBe('');
    expect((await tree.run('@biomejs/biome/bin/biome', 'check', 'src/connectors/catalog')).status).toBe(0);
    const cruise = 'dependency-cruiser/bin/dependency-cruise.mjs';
    const config = ['--config', '.dependency-cruiser.mjs', '--focus', 'echo-files'];
    expect((await tree.run(cruise, ...config, 'src/connectors')).stdout).not.toContain('echo-files.connector.ts →');
  });

  it('is not made twice, and not under a name that no file could have', async () => {
    await create('echo');
    const once = catalog();
    expect((await create('echo')).status).toBe(1);
    expect((await create('Echo Files')).status).toBe(1);
    expect((await create()).status).toBe(1);
    expect((await create('../echo')).status).toBe(1);
    expect(catalog()).toBe(once);
  });
});
