import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../../../src/modules/database/database.js';
import type { TestApp } from '../app.js';

/** Every row of every table, as text. */
export async function wholeDatabase(app: TestApp): Promise<string> {
  const { engine, reader } = app.nest.get(Database);
  const tables: { name: string }[] = await reader.query(
    engine === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table'"
      : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
  );
  const dumps = [];
  for (const { name } of tables) dumps.push(`${name} ${JSON.stringify(await reader.query(`SELECT * FROM "${name}"`))}`);
  return dumps.join('\n');
}

/** The bytes of every file below a folder, as text of one character a byte. */
export function wholeFolder(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')).join('\n');
}

/** Keeps what the process writes to its terminal, until it is let go. */
export class TerminalWatch {
  readonly #lines: string[] = [];
  readonly #release: (() => void)[] = [];

  constructor() {
    for (const stream of [process.stdout, process.stderr]) {
      const write = stream.write;
      stream.write = (chunk: Uint8Array | string) => {
        this.#lines.push(String(chunk));
        return true;
      };
      this.#release.push(() => {
        stream.write = write;
      });
    }
  }

  get text(): string {
    return this.#lines.join('');
  }

  letGo(): void {
    for (const release of this.#release) release();
  }
}

/** A value as it could have been written down. */
export function spellingsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    bytes.toString('hex'),
    // Base64 of the value at each of the three places where it can stand in a longer text.
    ...[0, 1, 2].map((shift) => {
      const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
      return text.slice(shift === 0 ? 0 : 4, text.length - 8);
    }),
  ];
}
