import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Brackets } from 'typeorm';
import { BrokerError } from '../../kernel/broker.error.js';
import { Database } from '../database/database.js';
import { AccessToken } from '../tokens/access-token.entity.js';
import { RenewalService } from './renewal.service.js';

const LOOK_EVERY = 1_000;
/** Renewals under way at once in this process; the rest waits for the next look. */
const AT_ONCE = 32;

/** Renews what is due by the clock. Every replica looks; the lease on the row lets one of them do it. */
@Injectable()
export class RenewalTimer {
  readonly #logger = new Logger(RenewalTimer.name);
  readonly #underWay = new Set<string>();
  #isLooking = false;

  constructor(
    private readonly database: Database,
    private readonly renewals: RenewalService,
  ) {}

  @Interval(LOOK_EVERY)
  async lookForDue(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const due = await this.due(AT_ONCE - this.#underWay.size);
      for (const token of due) void this.renew(token);
    } catch (error) {
      this.#logger.warn(`The look for due tokens failed; the next one follows. ${(error as Error).message}`);
    } finally {
      this.#isLooking = false;
    }
  }

  private async due(limit: number): Promise<AccessToken[]> {
    if (limit <= 0) return [];
    const now = (await this.database.now()).toISOString();
    const tokens = await this.database.reader
      .createQueryBuilder(AccessToken, 'token')
      .where('token.nextRenewalAt <= :now', { now })
      .andWhere(
        new Brackets((either) => either.where('token.leaseUntil IS NULL').orWhere('token.leaseUntil < :now', { now })),
      )
      .orderBy('token.nextRenewalAt', 'ASC')
      .limit(limit + this.#underWay.size)
      .getMany();
    return tokens.filter(({ id }) => !this.#underWay.has(id)).slice(0, limit);
  }

  private async renew(token: AccessToken): Promise<void> {
    this.#underWay.add(token.id);
    try {
      await this.renewals.renew(token, 'timer');
    } catch (error) {
      const code = error instanceof BrokerError ? error.code : 'unexpected';
      this.#logger.warn(`Renewal of ${token.id} failed: ${code}`);
    } finally {
      this.#underWay.delete(token.id);
    }
  }
}
