import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { freePort } from './server-process.js';

const START_MS = 60_000;

/** Where npm has put the server for this platform; Restate has it for Linux and macOS, on x64 and arm64. */
function binary(): string {
  const name = `@restatedev/restate-server-${process.platform}-${process.arch}`;
  return createRequire(import.meta.url).resolve(`${name}/bin/restate-server`);
}

/** A Restate server of its own, with its data in a folder that outlives its process. */
export class RestateServer {
  #process: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly ports: { readonly ingress: number; readonly admin: number; readonly node: number },
    private readonly more: Readonly<Record<string, string>>,
  ) {}

  static async start(more: Readonly<Record<string, string>> = {}): Promise<RestateServer> {
    const [ingress, admin, node] = [await freePort(), await freePort(), await freePort()];
    const server = new RestateServer(mkdtempSync(join(tmpdir(), 'latchkey-restate-')), { ingress, admin, node }, more);
    await server.startAgain();
    return server;
  }

  /** The settings of a Latchkey that uses it. */
  get environment(): Readonly<Record<string, string>> {
    return {
      LATCHKEY_ENGINE: 'restate',
      LATCHKEY_RESTATE_PORT: '0',
      RESTATE_URL: this.url,
      RESTATE_ADMIN_URL: this.adminUrl,
    };
  }

  get url(): string {
    return `http://127.0.0.1:${this.ports.ingress}`;
  }

  get adminUrl(): string {
    return `http://127.0.0.1:${this.ports.admin}`;
  }

  async startAgain(): Promise<void> {
    const child = spawn(binary(), ['--no-logo'], {
      env: {
        ...{ RESTATE_BASE_DIR: this.folder, RESTATE_LISTEN_MODE: 'tcp', RESTATE_BIND_IP: '127.0.0.1' },
        RESTATE_BIND_PORT: String(this.ports.node),
        RESTATE_INGRESS__BIND_PORT: String(this.ports.ingress),
        RESTATE_ADMIN__BIND_PORT: String(this.ports.admin),
        ...{ RESTATE_DEFAULT_NUM_PARTITIONS: '2', RESTATE_ROCKSDB_TOTAL_MEMORY_SIZE: '128MB' },
        ...{ RESTATE_DISABLE_TELEMETRY: 'true', RESTATE_LOG_FILTER: 'error,octocrab=off', DO_NOT_TRACK: '1' },
        ...this.more,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.#process = child;
    const isUp = async () =>
      (await answers(`${this.adminUrl}/health`)) && (await answers(`${this.url}/restate/health`));
    try {
      await eventually(async () => (await isUp()) || child.exitCode !== null, START_MS);
    } catch (error) {
      await this.kill();
      throw error;
    }
    if (child.exitCode !== null) throw new Error('Restate ended before it listened; its own words stand above.');
  }

  /** As a power cut. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What Restate says of itself, as rows. */
  async query<T>(sql: string): Promise<T[]> {
    const answer = await fetch(`${this.adminUrl}/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: sql }),
    });
    if (!answer.ok) throw new Error(`Restate refused a query: ${await answer.text()}`);
    return ((await answer.json()) as { rows: T[] }).rows;
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
