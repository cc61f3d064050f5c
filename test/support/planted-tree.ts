import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const HOUSE_RULES = [
  '.dependency-cruiser.mjs',
  'biome.json',
  'eslint.config.mjs',
  'package.json',
  'tsconfig.json',
  'tsconfig.spec.json',
];

/** A throw-away copy of the house rules with files planted under them, for tests of the rules themselves. */
export class PlantedTree {
  readonly folder = mkdtempSync(join(tmpdir(), 'latchkey-house-'));

  constructor(files: Readonly<Record<string, string>>) {
    for (const rule of HOUSE_RULES) copyFileSync(join(repositoryRoot, rule), join(this.folder, rule));
    symlinkSync(join(repositoryRoot, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
  }

  /** Runs a tool of node_modules in the tree; a report of violations is an answer, not a failure. */
  run(tool: string, ...args: string[]): Promise<{ readonly status: number; readonly stdout: string }> {
    const command = [join('node_modules', tool), ...args];
    return new Promise((resolve) => {
      execFile(process.execPath, command, { cwd: this.folder, maxBuffer: 64e6 }, (error, stdout) => {
        resolve({ status: error ? Number(error.code) : 0, stdout });
      });
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
