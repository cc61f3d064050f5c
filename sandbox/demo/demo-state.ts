import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the demo remembers between two starts. The keys are those of a sandbox; the file is for its owner alone. */
export interface DemoState {
  readonly operatorKey: string;
  readonly adminKey?: string;
  readonly runtimeKey?: string;
  readonly appId?: string;
  readonly processId?: string;
  readonly formAppId?: string;
  readonly lookup?: string;
  /** Of the demo's admin, who signs in with a browser. */
  readonly password?: string;
}

/** Kept in the data folder, so that the second start finds the tenant of the first. */
export class DemoStateFile {
  readonly path: string;

  constructor(folder: string) {
    try {
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw new Error(`The data folder ${folder} cannot be made. Set LATCHKEY_DATA to another one.`, { cause: error });
    }
    this.path = join(folder, 'demo.json');
  }

  read(): DemoState {
    if (existsSync(this.path)) return this.stored();
    const state = { operatorKey: `operator-${randomBytes(24).toString('base64url')}` };
    this.write(state);
    return state;
  }

  write(state: DemoState): void {
    const draft = `${this.path}.new`;
    writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, this.path);
  }

  private stored(): DemoState {
    try {
      return JSON.parse(readFileSync(this.path, 'utf8'));
    } catch {
      throw new Error(
        `${this.path} cannot be read. Restore it, or begin anew: set LATCHKEY_DATA to another folder, or remove this one.`,
      );
    }
  }
}
