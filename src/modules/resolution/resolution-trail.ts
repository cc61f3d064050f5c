import { Injectable } from '@nestjs/common';
import { BrokerError } from '../../kernel/broker.error.js';
import { Clock } from '../../kernel/clock.js';
import { AuditService } from '../audit/audit.service.js';
import type { Caller } from '../callers/caller.js';
import { Figures } from '../figures/figures.js';
import { type Count, Metrics } from '../metrics/metrics.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { LastUses } from '../usage/last-uses.js';
import type { Noted, Walk } from './walk.js';

/** How late "last used" may be; milliseconds. */
const LATE = 1_000;

/** Remembers who used which token at which generation; never the value. */
@Injectable()
export class ResolutionTrail {
  readonly #resolved: Count;
  readonly #warned: Count;

  constructor(
    private readonly audit: AuditService,
    private readonly lastUses: LastUses,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly figures: Figures,
  ) {
    this.#resolved = metrics.counter('resolutions', 'resolved');
    this.#warned = metrics.counter('resolutions', 'warned');
  }

  note(token: AccessToken, caller: Caller, warning?: string): Noted {
    const { tenantId, id, name, generation } = token;
    this.count(tenantId, warning);
    const usedAt = this.clock.now();
    this.lastUses.note(id, { tenantId, usedAt });
    const counted = this.audit.countSoon(`${id} ${generation} ${caller.id} ${caller.address}`, () => ({
      tenantId,
      by: caller,
      action: 'access-token.resolved',
      subject: { kind: 'access-token', id, name },
      ...(caller.appId === undefined ? {} : { appId: caller.appId }),
      generation,
    }));
    return { counted, callerId: caller.id, address: caller.address, at: usedAt.getTime() };
  }

  /** The same; without making anything while the same caller asks again and again. */
  noteAgain(walk: Walk, caller: Caller, now: number): void {
    const { noted, token, resolution } = walk;
    const isSame = noted?.callerId === caller.id && noted.address === caller.address && Math.abs(now - noted.at) < LATE;
    if (isSame && noted.counted.add()) this.count(token.tenantId, resolution.warning);
    else walk.noted = this.note(token, caller, resolution.warning);
  }

  refused(tenantId: string, error: unknown): void {
    this.figures.count(tenantId, 'resolutions', 'refused');
    this.metrics.count('resolutions', error instanceof BrokerError ? error.remedy : 'ours');
  }

  private count(tenantId: string, warning: string | undefined): void {
    this.figures.count(tenantId, 'resolutions', warning === undefined ? 'resolved' : 'warned');
    (warning === undefined ? this.#resolved : this.#warned).times += 1;
  }
}
