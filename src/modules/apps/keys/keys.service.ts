import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import type { PagePlace } from '../../api/cursor.js';
import { AuditService } from '../../audit/audit.service.js';
import { type Caller, requireTenant } from '../../callers/caller.js';
import type { CallerKeyEntity } from '../../callers/caller-key.entity.js';
import { CallerKeys, type CreatedKey } from '../../callers/caller-keys.js';
import { keyNotFound, rightMissing } from '../../callers/callers.errors.js';
import { Database } from '../../database/database.js';
import { AppsService } from '../apps.service.js';
import { checkGrant, expiryOf, mayManageKey, type WantedKey } from './key-policy.js';

export interface NewCallerKey extends WantedKey {
  readonly name: string;
}

/** Makes, shows and revokes the keys of a tenant. It stands above apps, because a key can be bound to one. */
@Injectable()
export class KeysService {
  constructor(
    private readonly database: Database,
    private readonly keys: CallerKeys,
    private readonly apps: AppsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** @throws app-not-found, right-missing, rights-not-held, rights-not-of-apps, key-outlives-creator */
  async create(caller: Caller, { name, rights, expiresAt, ...wanted }: NewCallerKey): Promise<CreatedKey> {
    const { tenantId } = requireTenant(caller);
    // A key that is bound to an app makes keys of that app.
    const appId = wanted.appId ?? caller.appId;
    if (appId !== undefined) await this.apps.get(caller, appId);
    const scope = appId === undefined ? {} : { appId };
    checkGrant(caller, { rights, ...scope });
    const end = expiryOf(caller, expiresAt, this.clock.now());
    return this.database.write(async (manager) => {
      const grant = { tenantId, name, rights, createdBy: caller.id, ...scope, ...(end && { expiresAt: end }) };
      const created = await this.keys.create(manager, grant);
      await this.audit.record(manager, {
        ...eventOf(caller, created.row),
        action: 'key.created',
        facts: { rights, expiresAt: end?.toISOString() },
      });
      return created;
    });
  }

  /** Keys of the tenant, or of one app; those who manage an app see the keys of that app. @throws right-missing */
  async list(caller: Caller, place: PagePlace, wantedAppId?: string): Promise<CallerKeyEntity[]> {
    const { tenantId } = requireTenant(caller);
    const appId = wantedAppId ?? caller.appId;
    if (appId !== undefined) await this.apps.get(caller, appId);
    if (!mayManageKey(caller, appId)) throw rightMissing(appId === undefined ? 'manage-tenant' : 'manage-app', appId);
    return this.keys.list({ tenantId, ...place, ...(appId !== undefined && { appId }) });
  }

  /** @throws key-not-found also when it is somebody else's */
  async get(caller: Caller, id: string): Promise<CallerKeyEntity> {
    const { tenantId } = requireTenant(caller);
    const key = await this.keys.find(id);
    const isMine = key?.tenantId === tenantId && (key.id === caller.id || mayManageKey(caller, key.appId ?? undefined));
    if (!key || !isMine) throw keyNotFound(id);
    return key;
  }

  /** In force on the very next request. Revoking a revoked key changes nothing. @throws key-not-found */
  async revoke(caller: Caller, id: string): Promise<void> {
    const key = await this.get(caller, id);
    await this.database.write(async (manager) => {
      if (!(await this.keys.revoke(manager, id))) return;
      await this.audit.record(manager, { ...eventOf(caller, key), action: 'key.revoked' });
    });
  }
}

function eventOf(caller: Caller, { id, name, tenantId, appId }: CallerKeyEntity) {
  return { tenantId, by: caller, subject: { kind: 'key', id, name }, ...(appId !== null && { appId }) };
}
