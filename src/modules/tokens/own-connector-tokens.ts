import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type OwnConnectorUser, OwnConnectorUsers } from '../own-connectors/own-connector-users.js';
import { AccessToken } from './access-token.entity.js';
import { appOfScope } from './token-scope.js';

/** Which access tokens stand on a connector of the company. */
@Injectable()
export class OwnConnectorTokens implements OnModuleInit {
  constructor(
    private readonly users: OwnConnectorUsers,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.users.register((tenantId, connector, limit) => this.find(tenantId, connector, limit));
  }

  private async find(tenantId: string, connector: string, limit: number): Promise<OwnConnectorUser[]> {
    const tokens = await this.database.reader.find(AccessToken, {
      select: { id: true, name: true, scopeKey: true },
      where: { tenantId, connector },
      order: { nameFolded: 'ASC', id: 'ASC' },
      take: limit,
    });
    return tokens.map(({ id, name, scopeKey }) => {
      const appId = appOfScope(scopeKey);
      return { id, name, ...(appId !== undefined && { appId }) };
    });
  }
}
