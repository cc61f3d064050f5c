import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { Clock } from '../../kernel/clock.js';
import { type TokenChanged, TokenChanges } from '../../modules/tokens/token-changes.js';
import { appOfScope } from '../../modules/tokens/token-scope.js';
import { TokensRepository } from '../../modules/tokens/tokens.repository.js';
import type { RunEntity } from './run.entity.js';
import { RunsRepository } from './runs.repository.js';

/** Wakes exactly the runs that wait for a token when that token has a new generation, is created or is removed. */
@Injectable()
export class ParkedRuns implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(ParkedRuns.name);
  #subscription: Subscription | undefined;
  #whenWoken: () => void = () => undefined;

  constructor(
    private readonly runs: RunsRepository,
    private readonly tokens: TokensRepository,
    private readonly changes: TokenChanges,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#subscription = this.changes.stream.subscribe((change) => {
      if (change.kind === 'state') return;
      this.#wakeAll(change).catch((error: unknown) =>
        this.#logger.warn(`Parked runs were not woken: ${String(error)}`),
      );
    });
  }

  onApplicationShutdown(): void {
    this.#subscription?.unsubscribe();
  }

  /** Who is told that a run has become due. */
  onWake(tell: () => void): void {
    this.#whenWoken = tell;
  }

  /** The token may have been mended between the failure of the step and the parking of the run. */
  async lookAgain(id: string, failedSince: Date): Promise<void> {
    const run = await this.runs.load(id);
    if (run?.status !== 'parked' || run.waitingToken === null) return;
    const token = await this.tokens.findByName(run.tenantId, run.appId, run.waitingToken);
    const isMended = token && token.changedAt >= failedSince;
    if (isMended) await this.wake(run, null);
  }

  /** Signals a run; it goes on with the same step. */
  async wake(run: RunEntity, value: unknown): Promise<boolean> {
    const { id, waitingName, status } = run;
    if (waitingName === null) return false;
    const signal = JSON.stringify({ name: waitingName, value });
    const change = { status: 'running', wakeAt: this.clock.now(), signal } as const;
    const isWoken = await this.runs.change(id, change, status);
    this.#whenWoken();
    return isWoken;
  }

  async #wakeAll({ tenantId, nameFolded, scopeKey }: TokenChanged): Promise<void> {
    for (const run of await this.runs.parkedOn(tenantId, nameFolded, appOfScope(scopeKey))) {
      const token = await this.tokens.findByName(tenantId, run.appId, nameFolded);
      // A global token that the app hides with its own is not what this run waits for.
      if (token && (token.scopeKey === scopeKey || appOfScope(scopeKey) !== undefined)) await this.wake(run, null);
    }
  }
}
