import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../../../kernel/clock.js';
import { ENDS_WITHIN } from '../../../../kernel/orderly-end.js';
import { RunsRepository } from '../../runs.repository.js';
import { RestateEndpoint } from './restate-endpoint.js';
import { RestateEngine } from './restate-engine.js';
import { RestateRegistration } from './restate-registration.js';
import { LOOK_AFTER_MS } from './segments/segment-journal.js';
import { StepSlots } from './segments/step-slots.js';

const LOOK_EVERY_MS = 5_000;
/** What is due for so long should be under way. */
const GRACE_MS = 5_000;
const AT_ONCE = 100;

/**
 * Keeps runs and Restate together: opens the endpoint, and looks after runs that are due and of which Restate may not
 * have heard, because a call was lost or Restate lost its disk. Every replica does, each for other runs.
 */
@Injectable()
export class RestateCarrier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('Restate');
  readonly #closing = new AbortController();
  #work: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly endpoint: RestateEndpoint,
    private readonly registration: RestateRegistration,
    private readonly engine: RestateEngine,
    private readonly runs: RunsRepository,
    private readonly slots: StepSlots,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const port = await this.endpoint.listen();
    const { signal } = this.#closing;
    this.#work = Promise.all([this.registration.register(port, signal), this.#lookAfter(signal)]);
  }

  /** Steps under way end and are recorded. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#closing.abort();
    await this.clock.within(ENDS_WITHIN, this.slots.close());
    await this.endpoint.close();
    await this.#work;
  }

  async #lookAfter(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#look(signal).catch((error: unknown) => {
        this.#logger.warn(`Due runs were not looked after: ${String(error)}`);
      });
      await this.clock.sleep(LOOK_EVERY_MS, signal);
    }
  }

  async #look(signal: AbortSignal): Promise<void> {
    for (let claimed = AT_ONCE; claimed === AT_ONCE && !signal.aborted; ) {
      const now = this.clock.now().getTime();
      const place = { before: new Date(now - GRACE_MS), until: new Date(now + LOOK_AFTER_MS), limit: AT_ONCE };
      const ids = await this.runs.claimDue('restate', place);
      claimed = ids.length;
      for (const id of ids) await this.#lookAt(id);
    }
  }

  async #lookAt(runId: string): Promise<void> {
    await this.engine.submit(runId);
    for (const { seq, signal } of await this.runs.toldWaits(runId)) {
      await this.engine.deliver({ runId, seq, value: JSON.parse(signal ?? 'null') });
    }
  }
}
