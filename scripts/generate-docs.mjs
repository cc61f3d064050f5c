// Writes what grows from the code: the pages on settings, errors and connectors, and the types of the screens' API
// client. With --check it writes nothing and fails when a file on disk is not what it would write. Reads dist/, so build first (npm run docs does).
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { configurationPage } from './docs/configuration-page.mjs';
import { connectorPages } from './docs/connector-pages.mjs';
import { errorsPage } from './docs/errors-page.mjs';
import { webClient } from './docs/web-client.mjs';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));

/** Folders in which every page is generated, so that a page without a source is found. */
const GENERATED_FOLDERS = ['docs/connectors', 'docs/reference', 'web/src/api/generated'];

const pages = new Map([
  ['docs/reference/configuration.md', await configurationPage()],
  ['docs/reference/errors.md', errorsPage()],
  ...(await connectorPages()),
  ['web/src/api/generated/openapi.ts', await webClient()],
]);
const present = GENERATED_FOLDERS.filter(existsSync).flatMap((folder) =>
  readdirSync(folder).map((name) => `${folder}/${name}`),
);
const leftOver = present.filter((path) => !pages.has(path));
const stale = [...pages].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);

if (process.argv.includes('--check')) check();
else write();

function check() {
  for (const [path] of stale) console.error(`${path} is not up to date.`);
  for (const path of leftOver) console.error(`${path} describes nothing that exists.`);
  if (stale.length + leftOver.length === 0) return;
  console.error('Run npm run docs and commit the result.');
  process.exitCode = 1;
}

function write() {
  for (const path of leftOver) rmSync(path);
  for (const [path, text] of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  }
}
