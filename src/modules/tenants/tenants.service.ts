import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThan } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Name } from '../../kernel/name.js';
import type { PagePlace } from '../api/cursor.js';
import type { Precondition } from '../api/etag.js';
import { AuditService } from '../audit/audit.service.js';
import type { Caller } from '../callers/caller.js';
import { CallerKeys, type CreatedKey } from '../callers/caller-keys.js';
import { RIGHTS } from '../callers/rights.js';
import { Database } from '../database/database.js';
import { lockRow } from '../database/lock-row.js';
import { isUniqueViolation } from '../database/unique-violation.js';
import { PLATFORM, Vault } from '../vault/vault.js';
import { TenantEntity, type TenantSettings, USUAL_SETTINGS } from './tenant.entity.js';
import { tenantNameTaken, tenantNotFound } from './tenants.errors.js';

export interface NewTenant {
  readonly name: Name;
  readonly settings?: Partial<TenantSettings>;
}

export interface TenantChange {
  readonly name?: Name;
  readonly settings?: Partial<TenantSettings>;
}

interface GuardedChange {
  readonly change: TenantChange;
  readonly precondition: Precondition;
}

export interface CreatedTenant {
  readonly tenant: TenantEntity;
  readonly adminKey: CreatedKey;
}

/** The tenants of the platform: each has a data key of its own and a first admin key. */
@Injectable()
export class TenantsService {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly keys: CallerKeys,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** @throws tenant-name-taken */
  async create(caller: Caller, { name, settings }: NewTenant): Promise<CreatedTenant> {
    const tenant = this.#newTenant(name, { ...USUAL_SETTINGS, ...settings });
    const dataKey = await this.vault.prepareKey(tenant.id);
    return this.#withUniqueName(name.shown, async (manager) => {
      await manager.insert(TenantEntity, tenant);
      await this.vault.addKey(manager, dataKey);
      const adminKey = await this.keys.create(manager, {
        tenantId: tenant.id,
        name: 'First tenant admin',
        rights: RIGHTS,
        createdBy: caller.id,
      });
      const event = { by: caller, action: 'tenant.created', subject: subjectOf(tenant) };
      await this.audit.record(manager, { ...event, tenantId: tenant.id, facts: { firstKey: adminKey.row.id } });
      await this.audit.record(manager, { ...event, tenantId: PLATFORM });
      return { tenant, adminKey };
    });
  }

  /** @throws tenant-not-found */
  async get(id: string): Promise<TenantEntity> {
    const tenant = await this.database.reader.findOneBy(TenantEntity, { id });
    if (!tenant) throw tenantNotFound(id);
    return tenant;
  }

  /** In the order they were made. */
  list({ after, limit }: PagePlace): Promise<TenantEntity[]> {
    return this.database.reader.find(TenantEntity, {
      where: after === undefined ? {} : { id: MoreThan(after) },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  /** @throws tenant-not-found, precondition-failed, tenant-name-taken */
  async update(caller: Caller, id: string, options: GuardedChange): Promise<TenantEntity> {
    const { change, precondition } = options;
    return this.#withUniqueName(change.name?.shown ?? '', async (manager) => {
      const tenant = await lockRow(manager, TenantEntity, { id });
      if (!tenant) throw tenantNotFound(id);
      precondition.check(tenant.version);
      const next = this.#changed(tenant, change);
      await manager.update(TenantEntity, { id }, next);
      await this.audit.record(manager, {
        tenantId: id,
        by: caller,
        action: 'tenant.updated',
        subject: subjectOf(next),
        facts: { name: next.name, ...next.settings },
      });
      return next;
    });
  }

  #changed(tenant: TenantEntity, { name, settings }: TenantChange): TenantEntity {
    return Object.assign(new TenantEntity(), tenant, {
      ...(name && { name: name.shown, foldedName: name.folded }),
      settings: { ...USUAL_SETTINGS, ...tenant.settings, ...settings },
      version: tenant.version + 1,
      updatedAt: this.clock.now(),
    });
  }

  #newTenant(name: Name, settings: TenantSettings): TenantEntity {
    const now = this.clock.now();
    return Object.assign(new TenantEntity(), {
      id: newId('tenant'),
      name: name.shown,
      foldedName: name.folded,
      settings,
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
  }

  async #withUniqueName<T>(name: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.database.write(work);
    } catch (error) {
      throw isUniqueViolation(error) ? tenantNameTaken(name) : error;
    }
  }
}

function subjectOf({ id, name }: TenantEntity) {
  return { kind: 'tenant', id, name };
}
