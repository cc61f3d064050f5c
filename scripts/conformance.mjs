/**
 * Runs the conformance kit of the Serverless Workflow specification against the HTTP API:
 * `npm run conformance -- FOLDER`, where FOLDER holds the kit's features (in its repository: ctk/features).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = resolve(process.argv[2] ?? '.');
if (!existsSync(folder) || !readdirSync(folder).some((name) => name.endsWith('.feature'))) {
  console.error(`There are no features in ${folder}. Name the folder ctk/features of the specification's repository.`);
  process.exit(1);
}
const jest = ['node_modules/jest/bin/jest.js', '--config', 'jest.conformance.config.mjs'];
const flags = ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning'];
const env = { ...process.env, CONFORMANCE_KIT: folder };
process.exit(spawnSync(process.execPath, [...flags, ...jest], { env, stdio: 'inherit' }).status ?? 1);
