import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { auditTime, buffer, filter, type Subscription } from 'rxjs';
import { Clock } from '../../../kernel/clock.js';
import { type TokenChanged, TokenChanges } from '../../../modules/tokens/changes/token-changes.js';
import { appOfScope } from '../../../modules/tokens/token-scope.js';
import { TokensRepository } from '../../../modules/tokens/tokens.repository.js';
import type { RunWaitEntity } from '../journal/run-wait.entity.js';
import type { Parking } from '../journal/waits.js';
import type { RunEntity } from '../run.entity.js';
import { RunsRepository, type ToldWait } from '../runs.repository.js';

/** Renewals by the clock change many tokens at once, and hardly ever waits a run for one of them. Milliseconds. */
const GATHER_FOR = 20;
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
    private readonly changes: TokenChanges,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const changed = this.changes.stream.pipe(filter(({ kind }) => kind !== 'state'));
    const gathered = changed.pipe(buffer(changed.pipe(auditTime(GATHER_FOR))));
    this.#subscriptions.push(
      gathered.subscribe((changes) => void this.#wakeAll(changes)),
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
    const { runId, seq, signal } = parking.wait;
    // An event, or the end of a run: that it had come is stored with the wait.
    if (signal !== null) {
      this.#whenWoken({ runId, seq, value: JSON.parse(signal) });
      return;
    }
    const look = async () => {
      if (await this.#isMended(run, parking)) await this.wake(parking.wait, null);
    };
    look().catch((error: unknown) => this.#logger.warn(`A waiting run was not looked at again: ${String(error)}`));
  }

  /** Somebody changed the token since the step that failed. */
  async #isMended({ tenantId, appId }: RunEntity, { wait: { token: name }, askedAt }: Parking): Promise<boolean> {
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

  async #wakeAll(changes: readonly TokenChanged[]): Promise<void> {
    try {
      const names = new Set(changes.map(({ nameFolded }) => nameFolded));
      for (const wait of await this.runs.parkedOn([...names])) {
        const change = changes.findLast((each) => isInReach(each, wait));
        if (change && (await this.#isMeant(change, wait))) await this.wake(wait, null);
      }
    } catch (error) {
      this.#logger.warn(`Parked runs were not woken: ${String(error)}`);
    }
  }

  /** A global token that the app hides with its own is not what this run waits for. */
  async #isMeant({ tenantId, nameFolded, scopeKey }: TokenChanged, { appId }: RunWaitEntity): Promise<boolean> {
    const token = await this.tokens.findByName(tenantId, appId, nameFolded);
    return token !== undefined && (token.scopeKey === scopeKey || appOfScope(scopeKey) !== undefined);
  }
}

function isInReach({ tenantId, nameFolded, scopeKey }: TokenChanged, wait: RunWaitEntity): boolean {
  const appId = appOfScope(scopeKey);
  const isNamed = tenantId === wait.tenantId && nameFolded === wait.token;
  return isNamed && (appId === undefined || appId === wait.appId);
}
