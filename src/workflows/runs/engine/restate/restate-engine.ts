import { Injectable, Logger } from '@nestjs/common';
import { connect, type Ingress, Opts } from '@restatedev/restate-sdk-clients';
import { Clock } from '../../../../kernel/clock.js';
import { Configuration } from '../../../../kernel/configuration.js';
import type { RunEntity } from '../../run.entity.js';
import { RunsRepository, type ToldWait } from '../../runs.repository.js';
import { ProcessEngine } from '../process-engine.js';
import { ingressFetch } from './ingress-fetch.js';
import { keyOf, RUN_WORKFLOW } from './run-keys.js';
import type { RunHandlers } from './run-services.js';

/** Calls that are lost are made again by those who look after due runs. */
const LIMITED = Opts.from<never, void>({ timeout: 10_000 });

/** The side of Restate that requests see: what they stored is told to its ingress. */
@Injectable()
export class RestateEngine extends ProcessEngine {
  readonly #logger = new Logger('Restate');
  readonly #ingress: Ingress;

  constructor(
    private readonly runs: RunsRepository,
    private readonly clock: Clock,
    configuration: Configuration,
  ) {
    super();
    this.#ingress = connect({ url: configuration.restateUrl ?? '', fetch: ingressFetch });
  }

  override begin(runId: string, fresh?: RunEntity): void {
    void this.#try(runId, () => (fresh ? this.#submitNew(fresh) : this.submit(runId)));
  }

  override tell(told: ToldWait): void {
    void this.#try(told.runId, () => this.deliver(told));
  }

  override stop(runId: string): Promise<void> {
    return this.#try(runId, async () => {
      const key = await this.#presentKey(runId);
      if (key) await this.#workflow(key).stop(LIMITED);
    });
  }

  /** Lets Restate perform the present segment; nothing happens when it does already. */
  async submit(runId: string): Promise<void> {
    const key = await this.#presentKey(runId);
    if (key) await this.#workflow(key).workflowSubmit();
  }

  /** What its first segment would look for in the tables is known: there is nothing. */
  async #submitNew({ id: runId, segment }: RunEntity): Promise<void> {
    await this.#workflow(keyOf({ runId, segment })).workflowSubmit({ isNew: true });
  }

  /** Resolves the promise of a wait; a segment that has left is begun again, and finds it told. */
  async deliver({ runId, seq, value }: ToldWait): Promise<void> {
    const key = await this.#presentKey(runId);
    if (!key) return;
    const at = this.clock.now().toISOString();
    await this.#workflow(key).tell({ seq, value: value ?? null, at }, LIMITED);
    await this.#workflow(key).workflowSubmit();
  }

  async #presentKey(runId: string): Promise<string | undefined> {
    const run = await this.runs.load(runId);
    return run && keyOf({ runId, segment: run.segment });
  }

  /** Never to be awaited: it takes every name for a handler, `then` as well. */
  #workflow(key: string) {
    return this.#ingress.workflowClient<RunHandlers>({ name: RUN_WORKFLOW }, key);
  }

  async #try(runId: string, call: () => Promise<void>): Promise<void> {
    try {
      await call();
    } catch (error) {
      this.#logger.warn(`Restate was not told of run ${runId}, and will be: ${String(error)}`);
    }
  }
}
