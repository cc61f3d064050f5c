import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../database/database.js';
import { AlertEntity } from './alert.entity.js';
import { AlertTokenEntity } from './alert-token.entity.js';

/** An open alert as somebody sees it: only with the tokens of the scopes that they see. */
export interface SeenAlert {
  readonly alert: AlertEntity;
  readonly tokens: number;
  readonly lastSeenAt: Date;
  /** Some of them. */
  readonly tokenIds: readonly string[];
}

export interface AlertsQuery {
  readonly tenantId: string;
  readonly scopes: readonly string[] | 'all';
  /** Id of the alert before; they come in the order in which they were opened. */
  readonly after?: string;
  readonly limit: number;
}

/** Token ids told with an alert; the count says how many there are. */
const TOKENS_TOLD = 20;

/** Reads open alerts. One whose tokens nobody may see does not exist for them. */
@Injectable()
export class AlertList {
  constructor(private readonly database: Database) {}

  async read({ tenantId, scopes, after = '', limit }: AlertsQuery): Promise<SeenAlert[]> {
    const query = this.database.reader
      .createQueryBuilder(AlertTokenEntity, 'affected')
      .innerJoin(AlertEntity, 'alert', 'alert.id = affected.alertId')
      .select('alert.id', 'id')
      .addSelect('COUNT(*)', 'tokens')
      .addSelect('MAX(affected.lastSeenAt)', 'lastSeenAt')
      .where('alert.tenantId = :tenantId AND alert.id > :after', { tenantId, after })
      .groupBy('alert.id')
      .orderBy('alert.id', 'ASC')
      .limit(limit);
    if (scopes !== 'all') query.andWhere('affected.scopeKey IN (:...scopes)', { scopes: [...scopes] });
    const rows = await query.getRawMany<{ id: string; tokens: string | number; lastSeenAt: string }>();
    const ids = rows.map(({ id }) => id);
    const alerts = new Map(
      (await this.database.reader.findBy(AlertEntity, { id: In(ids) })).map((alert) => [alert.id, alert]),
    );
    const tokenIds = await this.someTokens(ids, scopes);
    return rows.flatMap(({ id, tokens, lastSeenAt }) => {
      const alert = alerts.get(id);
      if (!alert) return [];
      return { alert, tokens: Number(tokens), lastSeenAt: new Date(lastSeenAt), tokenIds: tokenIds.get(id) ?? [] };
    });
  }

  private async someTokens(alertIds: readonly string[], scopes: AlertsQuery['scopes']): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    if (alertIds.length === 0) return found;
    const where = { alertId: In([...alertIds]), ...(scopes === 'all' ? {} : { scopeKey: In([...scopes]) }) };
    const rows = await this.database.reader
      .createQueryBuilder()
      .select('numbered."alertId"', 'alertId')
      .addSelect('numbered."tokenId"', 'tokenId')
      .from(
        (numbered) =>
          numbered
            .select('affected.alertId', 'alertId')
            .addSelect('affected.tokenId', 'tokenId')
            .addSelect('ROW_NUMBER() OVER (PARTITION BY "affected"."alertId" ORDER BY "affected"."tokenId")', 'place')
            .from(AlertTokenEntity, 'affected')
            .where(where),
        'numbered',
      )
      .where('numbered."place" <= :told', { told: TOKENS_TOLD })
      .getRawMany<{ alertId: string; tokenId: string }>();
    for (const { alertId, tokenId } of rows) found.set(alertId, [...(found.get(alertId) ?? []), tokenId]);
    return found;
  }
}
