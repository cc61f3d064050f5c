import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThan } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Name } from '../../kernel/name.js';
import type { PagePlace } from '../api/cursor.js';
import type { Precondition } from '../api/etag.js';
import { AuditService } from '../audit/audit.service.js';
import type { AuditActor } from '../audit/audit-entry.js';
import type { Caller } from '../callers/caller.js';
import { CallerKeys, type CreatedKey } from '../callers/caller-keys.js';
import { RIGHTS } from '../callers/rights.js';
import { Database } from '../database/database.js';
import { lockRow } from '../database/lock-row.js';
import { isUniqueViolation } from '../database/unique-violation.js';
import type { DataKeyEntity } from '../vault/data-key.entity.js';
import { PLATFORM, Vault } from '../vault/vault.js';
import { TenantEntity, type TenantSettings, USUAL_SETTINGS } from './tenant.entity.js';
import { tenantNameTaken, tenantNotFound } from './tenants.errors.js';

export interface NewTenant {
  readonly name: Name;
  readonly settings?: Partial<TenantSettings>;
}

/** A tenant with its data key, ready to be stored in one transaction with what else is made. */
export interface PreparedTenant {
  readonly tenant: TenantEntity;
  readonly dataKey: DataKeyEntity;
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
    const prepared = await this.prepare({ name, ...(settings && { settings }) });
    const { tenant } = prepared;
    return this.#withUniqueName(name.shown, async (manager) => {
      await this.insert(manager, prepared);
      const adminKey = await this.keys.create(manager, {
        tenantId: tenant.id,
        name: 'First tenant admin',
        rights: RIGHTS,
        createdBy: caller.id,
      });
      await this.recordCreated(manager, caller, { tenant, facts: { firstKey: adminKey.row.id } });
      return { tenant, adminKey };
    });
  }

  /** Whether the installation is empty. */
  async isNone(manager: EntityManager = this.database.reader): Promise<boolean> {
    return !(await manager.existsBy(TenantEntity, {}));
  }

  /** For whoever makes a tenant together with its first user. */
  async prepare({ name, settings }: NewTenant): Promise<PreparedTenant> {
    const tenant = this.#newTenant(name, { ...USUAL_SETTINGS, ...settings });
    return { tenant, dataKey: await this.vault.prepareKey(tenant.id) };
  }

  async insert(manager: EntityManager, { tenant, dataKey }: PreparedTenant): Promise<void> {
    await manager.insert(TenantEntity, tenant);
    await this.vault.addKey(manager, dataKey);
  }

  /** In the tenant's chain, with the facts, and in that of the platform. */
  async recordCreated(
    manager: EntityManager,
    by: AuditActor,
    { tenant, facts }: { readonly tenant: TenantEntity; readonly facts: Readonly<Record<string, string>> },
  ): Promise<void> {
    const event = { by, action: 'tenant.created', subject: subjectOf(tenant) };
    await this.audit.record(manager, { ...event, tenantId: tenant.id, facts });
    await this.audit.record(manager, { ...event, tenantId: PLATFORM });
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
