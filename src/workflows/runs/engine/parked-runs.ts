import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Subscription } from 'rxjs';
import { Clock } from '../../../kernel/clock.js';
import { type TokenChanged, TokenChanges } from '../../../modules/tokens/token-changes.js';
import { appOfScope } from '../../../modules/tokens/token-scope.js';
import { TokensRepository } from '../../../modules/tokens/tokens.repository.js';
import { EventLines } from '../../events/event-lines.js';
import type { RunWaitEntity } from '../journal/run-wait.entity.js';
import type { Parking } from '../journal/waits.js';
import type { RunEntity } from '../run.entity.js';
import { RunsRepository, type ToldWait } from '../runs.repository.js';

/** In case a hint was lost on its way from another replica. Milliseconds. */
const SWEEP_EVERY = 30_000;
const SWEEP_AT_MOST = 500;

/** Wakes exactly the runs that wait for a token when that token has a new generation, is created or is removed. */
@Injectable()
export class ParkedRuns implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(ParkedRuns.name);
  readonly #subscriptions: Subscription[] = [];
  #whenWoken: (told: ToldWait) => void = () => undefined;

  constructor(
    private readonly runs: RunsRepository,
    private readonly tokens: TokensRepository,
    private readonly lines: EventLines,
    private readonly changes: TokenChanges,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const changed = this.changes.stream.subscribe((change) => {
      if (change.kind === 'state') return;
      this.#wakeAll(change).catch((error: unknown) =>
        this.#logger.warn(`Parked runs were not woken: ${String(error)}`),
      );
    });
    this.#subscriptions.push(
      changed,
      this.changes.gaps.subscribe(() => void this.sweep()),
    );
  }

  /** Wakes runs whose token was mended while nobody told them. */
  @Interval(SWEEP_EVERY)
  async sweep(): Promise<void> {
    try {
      for (const wait of await this.runs.overtakenWaits(SWEEP_AT_MOST)) {
        const token = wait.token && (await this.tokens.findByName(wait.tenantId, wait.appId, wait.token));
        if (token && token.changedAt > wait.since) await this.wake(wait, null);
      }
    } catch (error) {
      this.#logger.warn(`Parked runs were not looked at: ${String(error)}`);
    }
  }

  onApplicationShutdown(): void {
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
  }

  /** Who is told that a wait is over. */
  onWake(tell: (told: ToldWait) => void): void {
    this.#whenWoken = tell;
  }

  /** What it waits for may have come before anybody knew that somebody waits. */
  lookAgain(run: RunEntity, parking: Parking): void {
    const look = async () => {
      if (await this.#hasCome(run, parking)) await this.wake(parking.wait, parking.wait.kind === 'event' ? true : null);
    };
    look().catch((error: unknown) => this.#logger.warn(`A waiting run was not looked at again: ${String(error)}`));
  }

  /** For a token: somebody changed it since the step that failed. For events: one stands in the line. */
  async #hasCome({ id: runId, tenantId, appId }: RunEntity, { wait, askedAt }: Parking): Promise<boolean> {
    const { token: name, reason } = wait;
    if (reason?.listening) {
      const { name: listener, after } = reason.listening;
      return (await this.lines.after({ runId, name: listener }, after)).length > 0;
    }
    const token = name === null ? undefined : await this.tokens.findByName(tenantId, appId, name);
    return token !== undefined && token.changedAt >= askedAt;
  }

  /** Tells a wait to go on; the run tries the same step again. False when it was told already, or is over. */
  async wake({ runId, seq }: Pick<RunWaitEntity, 'runId' | 'seq'>, value: unknown): Promise<boolean> {
    const told = { runId, seq, value };
    const isTold = await this.runs.tell(told, this.clock.now());
    if (isTold) this.#whenWoken(told);
    return isTold;
  }

  async #wakeAll({ tenantId, nameFolded, scopeKey }: TokenChanged): Promise<void> {
    for (const wait of await this.runs.parkedOn(tenantId, nameFolded, appOfScope(scopeKey))) {
      const token = await this.tokens.findByName(tenantId, wait.appId, nameFolded);
      // A global token that the app hides with its own is not what this run waits for.
      if (token && (token.scopeKey === scopeKey || appOfScope(scopeKey) !== undefined)) await this.wake(wait, null);
    }
  }
}
