import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { BrokerError } from '../../../kernel/broker.error.js';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../database/database.js';
import { RowFormat } from '../../database/rows/row-format.js';
import { Figures } from '../../figures/figures.js';
import { Metrics } from '../../metrics/metrics.js';
import { AccessToken } from '../../tokens/access-token.entity.js';
import type { Settled, Settlement } from '../ledger/lease.js';
import { type Undertaking, Undertakings } from '../ledger/undertakings.js';
import { RenewalLedger } from '../renewal-ledger.js';
import type { SpooledAnswer } from './spool-record.js';

/** A database that takes longer than this to store an answer may be gone: the answer goes to the spool. */
const PROMPT = 2_000;
/** Whoever waits for the renewal is told after this that it is not stored yet. */
const PATIENCE = 4_000;
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;

type Ended = Exclude<Settled, 'busy'>;

/**
 * Stores the outcomes of renewals, and never lets go of one that the database does not take: an answer is written to
 * the spool and offered again until it is stored or overtaken, while the lease is kept alive.
 */
@Injectable()
export class KeptAnswers implements BeforeApplicationShutdown {
  readonly #logger = new Logger(KeptAnswers.name);
  readonly #kept = new Set<string>();
  readonly #stopping = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly ledger: RenewalLedger,
    private readonly undertakings: Undertakings,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly figures: Figures,
  ) {}

  /** `kept` when the database has not taken it yet; it is offered again until it does. */
  async store(undertaking: Undertaking, settlement: Settlement): Promise<Ended | 'kept'> {
    const first = this.offer(undertaking, settlement);
    const settled = await this.clock.within(PROMPT, first);
    if (settled === 'stored' || settled === 'overtaken') return this.ended(undertaking, settlement, settled);
    const kept = this.keep(undertaking, settlement, first);
    return (await this.clock.within(PATIENCE, kept)) ?? 'kept';
  }

  /** Whether this process still has the outcome of that attempt. */
  has(attemptId: string): boolean {
    return this.#kept.has(attemptId);
  }

  /** What is in the spool stays there for the next start; nothing may outlive the database's connection. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping.abort();
  }

  private async keep(undertaking: Undertaking, settlement: Settlement, first: Promise<Settled | undefined>) {
    const { lease } = undertaking;
    this.#kept.add(lease.attemptId);
    if (settlement.outcome === 'renewed') await this.spool(undertaking, settlement);
    let settled = await first;
    for (let pause = FIRST_PAUSE; !isEnded(settled); pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      await this.pause(pause);
      if (this.#stopping.signal.aborted) return undefined;
      settled = await this.offer(undertaking, settlement);
    }
    this.#logger.log(`The outcome of renewal ${lease.attemptId} is ${settled}.`);
    return this.ended(undertaking, settlement, settled);
  }

  private ended(undertaking: Undertaking, settlement: Settlement, settled: Ended): Ended {
    const { trigger, startedAt } = undertaking.lease;
    const outcome = settled === 'stored' ? settlement.outcome : settled;
    this.metrics.count('renewals', trigger, outcome);
    if (settled === 'stored') this.figure(undertaking, settlement);
    this.metrics.time('renewal_seconds', (this.clock.now().getTime() - startedAt.getTime()) / 1_000, outcome);
    this.#kept.delete(undertaking.lease.attemptId);
    this.undertakings.end(undertaking);
    return settled;
  }

  private figure({ lease }: Undertaking, { outcome, reason }: Settlement): void {
    const { tenantId } = lease.token;
    this.figures.count(tenantId, 'renewals', outcome === 'renewed' ? 'renewed' : 'failed');
    if (reason) this.figures.count(tenantId, 'failures', reason.code);
  }

  /** Undefined when the database does not take it now. */
  private async offer({ lease }: Undertaking, settlement: Settlement): Promise<Settled | undefined> {
    try {
      return await this.ledger.settle(lease, settlement);
    } catch (error) {
      // The tenant was erased, and its keys with it.
      if (error instanceof BrokerError && error.code === 'data-key-missing') return 'overtaken';
      this.#logger.warn(`The outcome of renewal ${lease.attemptId} could not be stored and is kept: ${error}`);
      return undefined;
    }
  }

  private async spool({ lease, slot }: Undertaking, { change }: Settlement): Promise<void> {
    try {
      const format = new RowFormat(this.database.reader.dataSource, AccessToken);
      await slot?.write({ ...recordOf(lease), change: format.toColumns(change) });
    } catch (error) {
      this.#logger.error(
        `The answer of renewal ${lease.attemptId} is in memory only: neither database nor spool take it. ${error}`,
      );
    }
  }

  private async pause(ms: number): Promise<undefined> {
    await this.clock.sleep(ms, this.#stopping.signal);
  }
}

function isEnded(settled: Settled | undefined): settled is Ended {
  return settled === 'stored' || settled === 'overtaken';
}

function recordOf(lease: Undertaking['lease']): Omit<SpooledAnswer, 'change'> {
  const { token, attemptId, fence, trigger, refreshFingerprint, startedAt } = lease;
  const { tenantId, id: tokenId, generation, scopeKey, nameFolded } = token;
  return {
    ...{ attemptId, tenantId, tokenId, generation, fence, trigger, refreshFingerprint, scopeKey, nameFolded },
    startedAt: startedAt.toISOString(),
  };
}
