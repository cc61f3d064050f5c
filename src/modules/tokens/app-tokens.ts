import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AppEntity } from '../apps/app.entity.js';
import { type AppContents, AppContentsRegistry } from '../apps/app-contents.js';
import { AccessToken } from './access-token.entity.js';
import { TokenEvents } from './changes/token-events.js';

/** App-level tokens go with their app; global ones stay. */
@Injectable()
export class AppTokens implements AppContents, OnModuleInit {
  constructor(
    private readonly apps: AppContentsRegistry,
    private readonly events: TokenEvents,
  ) {}

  onModuleInit(): void {
    this.apps.register(this);
  }

  async deleteApp(manager: EntityManager, { tenantId, id }: AppEntity): Promise<void> {
    const tokens = await manager.findBy(AccessToken, { tenantId, scopeKey: id });
    await manager.delete(AccessToken, { tenantId, scopeKey: id });
    for (const token of tokens) await this.events.record(manager, token, undefined);
  }
}
