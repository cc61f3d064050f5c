import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { RowFormat } from '../../database/rows/row-format.js';
import { AccessToken } from '../../tokens/access-token.entity.js';
import { TokenGenerations } from '../../tokens/token-generations.js';
import { TokenSafe } from '../../tokens/token-safe.js';
import type { TokenChange } from '../../tokens/tokens.repository.js';
import { GrantSafe } from '../ledger/grant-safe.js';
import type { Lease, Settlement } from '../ledger/lease.js';
import { RenewalLedger } from '../renewal-ledger.js';
import { type LeftAnswer, RenewalSpool } from './renewal-spool.js';
import type { SpooledAnswer } from './spool-record.js';

/**
 * Adopts answers that a process which is gone left in the spool. One is adopted as long as the token still has the
 * grant that was spent for it, also when it was meanwhile called in doubt; otherwise somebody else was faster.
 */
@Injectable()
export class SpooledAnswers {
  readonly #logger = new Logger(SpooledAnswers.name);
  /** Not adopted yet. */
  #left: LeftAnswer[] = [];

  constructor(
    private readonly database: Database,
    private readonly spool: RenewalSpool,
    private readonly safe: TokenSafe,
    private readonly generations: TokenGenerations,
    private readonly grants: GrantSafe,
    private readonly ledger: RenewalLedger,
  ) {}

  /** Looks for what is left and offers it to the database once; what is not taken stays for the next call. */
  async adoptAll(): Promise<void> {
    const left = [...this.#left, ...(await this.spool.leftBehind())];
    this.#left = [];
    for (const one of left) {
      const isEnded = await this.adopt(one.answer).catch((error: unknown) => this.missed(one.answer, error));
      if (isEnded) one.slot.free();
      else this.#left.push(one);
    }
  }

  /** Whether the answer of this attempt still waits here. */
  has(attemptId: string): boolean {
    return this.#left.some(({ answer }) => answer.attemptId === attemptId);
  }

  private async adopt(answer: SpooledAnswer): Promise<boolean> {
    const { tenantId, tokenId: id } = answer;
    const row = await this.database.reader.findOneBy(AccessToken, { tenantId, id });
    const change = row && (await this.changeOf(answer, row));
    if (!change) {
      await this.ledger.close(answer.attemptId, 'overtaken');
      return true;
    }
    const settled = await this.ledger.settle(leaseOf(answer, row), { outcome: 'renewed', change } satisfies Settlement);
    this.#logger.log(`The answer of renewal ${answer.attemptId}, found in the spool, is ${settled}.`);
    return settled !== 'busy';
  }

  /** The columns to store over the row; undefined when the answer belongs to a grant that the token no longer has. */
  private async changeOf(answer: SpooledAnswer, row: AccessToken): Promise<TokenChange | undefined> {
    const format = new RowFormat(this.database.reader.dataSource, AccessToken);
    const stored = format.partOf<TokenChange>(answer.change);
    const since: TokenChange = row.state === 'connected' || !stored.changedAt ? {} : { stateSince: stored.changedAt };
    if (row.generation === answer.generation) return { ...stored, ...since };
    const { live, refreshFingerprint } = await this.grants.open(row);
    const isSameGrant = refreshFingerprint === answer.refreshFingerprint;
    const isNewer = (stored.issuedAt?.getTime() ?? 0) > (row.issuedAt?.getTime() ?? 0);
    if (answer.refreshFingerprint === null || !isSameGrant || !isNewer) return undefined;
    const { scopeKey, nameFolded } = answer;
    const spooled = await this.safe.open({ ...row, ...stored, scopeKey, nameFolded });
    const connection = { ...live, ...(spooled.issued && { issued: spooled.issued }) };
    return this.generations.next(row, connection, { ...outcomeIn(stored), ...since });
  }

  private missed(answer: SpooledAnswer, error: unknown): false {
    this.#logger.warn(`The answer of renewal ${answer.attemptId} stays in the spool: ${error}`);
    return false;
  }
}

/** What the renewal says of the token; the rest is as somebody has changed it meanwhile. */
function outcomeIn(stored: TokenChange): TokenChange {
  const names = [
    'state',
    'stateReason',
    'provedAt',
    'provedBy',
    'lastRenewalAt',
    'nextRenewalAt',
    'failures',
    'retryAt',
  ];
  return Object.fromEntries(Object.entries(stored).filter(([name]) => names.includes(name)));
}

function leaseOf(answer: SpooledAnswer, token: AccessToken): Lease {
  const { attemptId, fence, trigger, refreshFingerprint } = answer;
  const startedAt = new Date(answer.startedAt);
  return { token, fence, attemptId, trigger, refreshFingerprint, startedAt, unansweredSince: startedAt };
}
