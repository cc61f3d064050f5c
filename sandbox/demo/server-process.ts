import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { DEMO_FIELDS } from './demo-fields.js';

const PATIENCE = 60_000;
const LOOK_AGAIN = 100;

export interface ServerSettings {
  readonly port: number;
  readonly dataFolder: string;
  readonly operatorKey: string;
  readonly sandboxHosts: string;
}

/** The real server in a process of its own, as an operator would start it, with the sandbox in the vendors' place. */
export class ServerProcess {
  readonly url: string;

  private constructor(
    private readonly child: ChildProcess,
    port: number,
  ) {
    this.url = `http://localhost:${port}`;
  }

  /** Resolves when it is ready. Its own words on why it does not start go to the terminal. */
  static async start(settings: ServerSettings): Promise<ServerProcess> {
    const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));
    // What `npm start` says to Node is meant for the server: the same that `npm run serve` says.
    const child = spawn(process.execPath, [...process.execArgv, main], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        LATCHKEY_LOG_LEVEL: 'warn',
        ...process.env,
        // The demo never touches a database, a key or an address that was set for something else.
        DATABASE_URL: '',
        LATCHKEY_ROOT_KEY: '',
        LATCHKEY_ROOT_KEY_FILE: '',
        PUBLIC_URL: '',
        LATCHKEY_MODE: 'demo',
        PORT: String(settings.port),
        LATCHKEY_DATA: settings.dataFolder,
        LATCHKEY_OPERATOR_KEY: settings.operatorKey,
        LATCHKEY_SANDBOX_HOSTS: settings.sandboxHosts,
        LATCHKEY_DEMO_FIELDS: JSON.stringify(DEMO_FIELDS),
      },
    });
    const server = new ServerProcess(child, settings.port);
    await server.ready();
    return server;
  }

  /** Resolves when it ends, whoever ended it: with its exit code, or the name of the signal that ended it. */
  ended(): Promise<number | NodeJS.Signals> {
    return new Promise((resolve) => {
      const { exitCode, signalCode } = this.child;
      if (exitCode !== null || signalCode !== null) resolve(exitCode ?? signalCode ?? 0);
      this.child.once('exit', (code, signal) => resolve(code ?? signal ?? 0));
    });
  }

  stop(): void {
    this.child.kill('SIGTERM');
  }

  private async ready(): Promise<void> {
    const giveUpAt = Date.now() + PATIENCE;
    while (Date.now() < giveUpAt) {
      if (this.child.exitCode !== null) throw new Error('The server did not start; it says why above.');
      const response = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (response?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
    }
    this.stop();
    throw new Error(`The server was not ready after ${PATIENCE / 1_000} seconds.`);
  }
}

/** Whether something listens there already; asked before anything is started, so that the answer is plain. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
