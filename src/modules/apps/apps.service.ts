import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Name } from '../../kernel/name.js';
import type { PagePlace } from '../api/cursor.js';
import type { Precondition } from '../api/etag.js';
import { AuditService } from '../audit/audit.service.js';
import { appsReached, type Caller, mayReachApp, requireRight, requireTenant } from '../callers/caller.js';
import { Database } from '../database/database.js';
import { isUniqueViolation } from '../database/unique-violation.js';
import { TokenUses } from '../usage/token-uses.js';
import { AppEntity, type AppKind } from './app.entity.js';
import { appNameTaken, appNotFound } from './apps.errors.js';
import { AppsRepository } from './apps.repository.js';

export interface NewApp {
  readonly name: Name;
  readonly kind: AppKind;
  readonly declaredTokens: readonly Name[];
}

export interface AppChange {
  readonly name?: Name;
  readonly declaredTokens?: readonly Name[];
}

interface GuardedChange {
  readonly change: AppChange;
  readonly precondition: Precondition;
}

/** The apps of a tenant, seen and changed within the reach of a caller. */
@Injectable()
export class AppsService {
  constructor(
    private readonly database: Database,
    private readonly apps: AppsRepository,
    private readonly uses: TokenUses,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** @throws right-missing, app-name-taken */
  async create(caller: Caller, { name, kind, declaredTokens }: NewApp): Promise<AppEntity> {
    const { tenantId } = requireTenant(caller);
    requireRight(caller, 'manage-app');
    const now = this.clock.now();
    const app = Object.assign(new AppEntity(), {
      id: newId('app'),
      tenantId,
      name: name.shown,
      foldedName: name.folded,
      kind,
      declaredTokens: unique(declaredTokens).map(({ shown }) => shown),
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
    return this.#withUniqueName(name.shown, async (manager) => {
      await this.apps.insert(manager, app);
      await this.uses.replaceDeclared(manager, app, unique(declaredTokens));
      await this.#record(manager, { caller, app, action: 'app.created' });
      return app;
    });
  }

  /** The app, if the caller can reach it. @throws app-not-found also when it is somebody else's */
  async get(caller: Caller, appId: string): Promise<AppEntity> {
    const { tenantId } = requireTenant(caller);
    const app = await this.apps.find(tenantId, appId);
    if (!app || !mayReachApp(caller, app)) throw appNotFound(appId);
    return app;
  }

  /** All apps of the tenant, or those that exist for the caller. */
  list(caller: Caller, place: PagePlace): Promise<AppEntity[]> {
    const { tenantId } = requireTenant(caller);
    return this.apps.list({ tenantId, appIds: appsReached(caller) }, place);
  }

  /** @throws app-not-found, right-missing, precondition-failed, app-name-taken */
  async update(caller: Caller, appId: string, { change, precondition }: GuardedChange): Promise<AppEntity> {
    const { tenantId } = await this.get(caller, appId);
    requireRight(caller, 'manage-app', appId);
    return this.#withUniqueName(change.name?.shown ?? '', async (manager) => {
      const app = await this.apps.lock(manager, tenantId, appId);
      if (!app) throw appNotFound(appId);
      precondition.check(app.version);
      const next = this.#changed(app, change);
      await this.apps.update(manager, next);
      if (change.declaredTokens) await this.uses.replaceDeclared(manager, next, unique(change.declaredTokens));
      await this.#record(manager, { caller, app: next, action: 'app.updated' });
      return next;
    });
  }

  #changed(app: AppEntity, { name, declaredTokens }: AppChange): AppEntity {
    return Object.assign(new AppEntity(), app, {
      ...(name && { name: name.shown, foldedName: name.folded }),
      ...(declaredTokens && { declaredTokens: unique(declaredTokens).map(({ shown }) => shown) }),
      version: app.version + 1,
      updatedAt: this.clock.now(),
    });
  }

  #record(manager: EntityManager, change: { caller: Caller; app: AppEntity; action: string }): Promise<void> {
    const { id, name, tenantId, declaredTokens } = change.app;
    return this.audit.record(manager, {
      tenantId,
      by: change.caller,
      action: change.action,
      subject: { kind: 'app', id, name },
      appId: id,
      facts: { declaredTokens },
    });
  }

  async #withUniqueName<T>(name: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.database.write(work);
    } catch (error) {
      throw isUniqueViolation(error) ? appNameTaken(name) : error;
    }
  }
}

/** Two spellings of one name are one declaration; the last counts. */
function unique(names: readonly Name[]): Name[] {
  return [...new Map(names.map((name) => [name.folded, name])).values()];
}
