import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AppEntity } from '../apps/app.entity.js';
import { type AppContents, AppContentsRegistry } from '../apps/app-contents.js';
import { AppsService } from '../apps/apps.service.js';
import type { Caller } from '../callers/caller.js';
import type { Role } from '../callers/users/roles.js';
import { Users } from '../callers/users/users.js';

/** Which apps a designer designs; with an app its designers lose it. */
@Injectable()
export class UserApps implements AppContents, OnModuleInit {
  constructor(
    private readonly users: Users,
    private readonly apps: AppsService,
    private readonly registry: AppContentsRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  /** The apps for this role; an admin needs none named. @throws app-not-found */
  async checked(caller: Caller, role: Role, appIds: readonly string[]): Promise<string[]> {
    if (role === 'admin') return [];
    const apps = await Promise.all([...new Set(appIds)].map((appId) => this.apps.get(caller, appId)));
    return apps.map(({ id }) => id);
  }

  deleteApp(manager: EntityManager, { tenantId, id }: AppEntity): Promise<void> {
    return this.users.deleteOfApp(manager, tenantId, id);
  }
}
