import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isSystemError } from './system-error.js';

/**
 * What a vendor remembers. Laws:
 * 1. Changes go through `change`; nothing else writes.
 * 2. No answer leaves before `settled`: what a client was told survives `kill -9`.
 * 3. The file is replaced whole (write beside, sync, rename), so a crash leaves the old or the new state, never a half.
 * Changes that arrive while a write is under way share the next one.
 */
export class State<T extends object> {
  private changes = 0;
  private saved = 0;
  private writing: Promise<void> | undefined;

  private constructor(
    readonly data: Readonly<T>,
    private readonly file: string | undefined,
  ) {}

  /** Opens the file, or starts from `initial`; members that an older file lacks come from `initial`. */
  static async open<T extends object>(initial: T, file: string | undefined): Promise<State<T>> {
    if (file === undefined) return new State(initial, undefined);
    await mkdir(dirname(file), { recursive: true });
    const stored = await readIfThere(file);
    return new State(stored === undefined ? initial : { ...initial, ...revive<Partial<T>>(stored, file) }, file);
  }

  change<R>(work: (data: T) => R): R {
    this.changes += 1;
    return work(this.data as T);
  }

  /** Resolves when every change made so far is on disk; at once when there is no file. */
  async settled(): Promise<void> {
    const wanted = this.changes;
    while (this.file !== undefined && this.saved < wanted) {
      this.writing ??= this.write(this.file).finally(() => {
        this.writing = undefined;
      });
      await this.writing;
    }
  }

  private async write(file: string): Promise<void> {
    const included = this.changes;
    const beside = `${file}.new`;
    const handle = await open(beside, 'w', 0o600);
    try {
      await handle.writeFile(JSON.stringify(this.data, mapsAsEntries));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
    this.saved = included;
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function revive<T>(text: string, file: string): T {
  try {
    return JSON.parse(text, entriesAsMaps) as T;
  } catch (cause) {
    throw new Error(`The sandbox cannot read its state file ${file}. Delete it to start afresh.`, { cause });
  }
}

// State is kept in Maps: a client may name a record "__proto__" without harm.
function mapsAsEntries(_key: string, value: unknown): unknown {
  return value instanceof Map ? { $map: [...value.entries()] } : value;
}

function entriesAsMaps(_key: string, value: unknown): unknown {
  if (typeof value === 'object' && value !== null && '$map' in value && Array.isArray(value.$map)) {
    return new Map(value.$map as [string, unknown][]);
  }
  return value;
}
