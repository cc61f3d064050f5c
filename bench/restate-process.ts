import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MeasuredProcess } from './processes.js';
import { pause } from './vendor-dial.js';

const BINARY = 'node_modules/@restatedev/restate-server-linux-x64/bin/restate-server';
const START_MS = 60_000;

/** A Restate server of its own, as it is when nobody sets anything, with its data in a folder that goes with it. */
export class RestateProcess {
  private constructor(
    private readonly server: MeasuredProcess,
    /** Its ingress. */
    readonly url: string,
    readonly adminUrl: string,
    private readonly folder: string,
  ) {}

  static async start(): Promise<RestateProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-restate-'));
    const [ingress, admin, node] = await freePorts(3);
    const environment = {
      RESTATE_BASE_DIR: folder,
      RESTATE_LISTEN_MODE: 'tcp',
      RESTATE_BIND_IP: '127.0.0.1',
      RESTATE_BIND_PORT: String(node),
      RESTATE_INGRESS__BIND_PORT: String(ingress),
      RESTATE_ADMIN__BIND_PORT: String(admin),
      RESTATE_LOG_FILTER: 'error',
      RESTATE_DISABLE_TELEMETRY: 'true',
    };
    const url = `http://127.0.0.1:${ingress}`;
    const server = MeasuredProcess.launch([BINARY, '--no-logo'], environment, url);
    return new RestateProcess(server, url, `http://127.0.0.1:${admin}`, folder);
  }

  /** As soon as the server takes it. @param uri where the workflows are performed */
  async register(uri: string): Promise<void> {
    const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ uri }) };
    await this.untilTaken(async () => (await fetch(`${this.adminUrl}/deployments`, options)).ok);
  }

  /** Until somebody has registered something. */
  async registered(): Promise<void> {
    await this.untilTaken(async () => {
      const { deployments } = (await (await fetch(`${this.adminUrl}/deployments`)).json()) as { deployments: object[] };
      return deployments.length > 0;
    });
  }

  cpuMs(): number {
    return this.server.cpuMs();
  }

  async stop(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async untilTaken(ask: () => Promise<boolean>): Promise<void> {
    const giveUpAt = performance.now() + START_MS;
    while (!(await ask().catch(() => false))) {
      if (performance.now() > giveUpAt) throw new Error('Restate took no deployment');
      await pause(100);
    }
  }
}

/** They may be taken by somebody else meanwhile, which the server then says. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      const address = server.address();
      await new Promise((resolve) => server.close(resolve));
      return typeof address === 'object' && address !== null ? address.port : 0;
    }),
  );
}
