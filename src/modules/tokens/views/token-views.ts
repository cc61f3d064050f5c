import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { Configuration } from '../../../kernel/configuration.js';
import type { TenantCaller } from '../../callers/caller.js';
import { Database } from '../../database/database.js';
import { TokenTraces } from '../../usage/token-traces.js';
import type { AccessToken } from '../access-token.entity.js';
import { TokenOutlook } from '../outlook/token-outlook.js';
import { healthOf } from '../states/health.js';
import type { TokenDto } from './token.dto.js';
import { TokenNeighbours } from './token-neighbours.js';
import { viewOf } from './token-view.js';

/** Gathers what is shown of tokens besides their rows: names, uses, proofs, and what lies ahead. */
@Injectable()
export class TokenViews {
  constructor(
    private readonly neighbours: TokenNeighbours,
    private readonly traces: TokenTraces,
    private readonly outlook: TokenOutlook,
    private readonly database: Database,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  async of(caller: TenantCaller, tokens: readonly AccessToken[]): Promise<TokenDto[]> {
    const [around, traces, now] = await Promise.all([
      this.neighbours.of(caller, tokens),
      this.traces.of(tokens.map(({ id }) => id)),
      // Leases run by the database's clock.
      this.database.now(),
    ]);
    return tokens.map((token) =>
      viewOf(token, {
        now,
        lastUsedAt: traces.get(token.id)?.lastUsedAt,
        health: healthOf(token, {
          proof: traces.get(token.id)?.proof,
          now: this.clock.now(),
          withinMinutes: this.configuration.healthyWithinMinutes,
        }),
        namesakes: around.namesakesOf(token),
        usedBy: around.usesOf(token),
        forecast: this.outlook.forecastOf(token),
        sharedGrants: around.sharedGrantsOf(token),
      }),
    );
  }
}
