import type { RenewalMilestone } from '../../../src/modules/renewal/renewal-milestones.js';
import { FAULT_SERVER } from '../../support/compiled-server.js';
import { eventually } from '../../support/eventually.js';
import { freePort, ServerProcess } from '../../support/server-process.js';
import type { FaultOrder } from './fault-orders.js';

type Environment = Readonly<Record<string, string>>;

/** One server of a suite, at one address for life: killed, paused, started again. */
export class FaultServerProcess {
  #process: ServerProcess | undefined;
  #aheadMs = 0;

  private constructor(
    private readonly port: number,
    private readonly environment: Environment,
  ) {}

  /** On a free port. */
  static async start(environment: Environment): Promise<FaultServerProcess> {
    const server = new FaultServerProcess(await freePort(), environment);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get isRunning(): boolean {
    return this.#process?.isRunning === true;
  }

  /** Resolves once the process is gone. */
  get ended(): Promise<void> {
    return this.#process?.ended ?? Promise.resolve();
  }

  /** Starts it again at the same address; `orders` are in force before it listens. */
  async start(orders: readonly FaultOrder[] = []): Promise<void> {
    const FAULT_ORDERS = JSON.stringify([{ kind: 'clock', aheadMs: this.#aheadMs }, ...orders]);
    const environment = { ...this.environment, FAULT_ORDERS };
    this.#process = await ServerProcess.start({ environment }, {}, { program: FAULT_SERVER, port: this.port });
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  /** As a deployment does it; `ended` tells when it has. */
  askToEnd(): void {
    this.#process?.signal('SIGTERM');
  }

  /** As a long stop of the whole process: a swapped-out machine, a suspended laptop. */
  pause(): void {
    this.#process?.signal('SIGSTOP');
  }

  resume(): void {
    this.#process?.signal('SIGCONT');
  }

  /** It ends itself when a renewal of the token reaches the milestone. */
  dieAt(milestone: RenewalMilestone, tokenId?: string): Promise<void> {
    return this.signalAt('SIGKILL', milestone, tokenId);
  }

  /** It stops itself there until it is resumed. */
  pauseAt(milestone: RenewalMilestone, tokenId?: string): Promise<void> {
    return this.signalAt('SIGSTOP', milestone, tokenId);
  }

  /** Resolves once it has stopped: to resume it before would leave it stopped for ever. */
  async stopped(): Promise<void> {
    await eventually(() => this.#process?.isStopped);
  }

  /** Its clock runs this far ahead of the machine's, also after it was started again. */
  async setClock(aheadMs: number): Promise<void> {
    this.#aheadMs = aheadMs;
    if (this.isRunning) await this.order({ kind: 'clock', aheadMs });
  }

  private signalAt(signal: 'SIGKILL' | 'SIGSTOP', milestone: RenewalMilestone, tokenId?: string): Promise<void> {
    return this.order({ kind: 'milestone', milestone, signal, ...(tokenId === undefined ? {} : { tokenId }) });
  }

  private async order(order: FaultOrder): Promise<void> {
    await this.#process?.order({ ...order });
  }
}
