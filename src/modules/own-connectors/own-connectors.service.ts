import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { OwnConnector } from '../../connectors/contract/own-connector.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { PagePlace } from '../api/cursor.js';
import type { Precondition } from '../api/etag.js';
import { type Caller, requireRight, requireTenant, type TenantCaller } from '../callers/caller.js';
import { Database } from '../database/database.js';
import { isUniqueViolation } from '../database/unique-violation.js';
import type { OwnConnectorRow } from './own-connector.entity.js';
import { OwnConnectorRecords } from './own-connector-records.js';
import { OwnConnectorUsers } from './own-connector-users.js';
import {
  ownConnectorChangedMeanwhile,
  ownConnectorInUse,
  ownConnectorKeyFixed,
  ownConnectorNotFound,
  ownConnectorTaken,
  tooManyOwnConnectors,
} from './own-connectors.errors.js';
import { OwnConnectorsRepository } from './own-connectors.repository.js';

export const OWN_CONNECTORS_OF_TENANT = 200;

/** Of many nobody reads all. */
const USERS_SHOWN = 50;

/**
 * Connectors of a tenant as data. Whoever works in the tenant uses them; only who manages it changes them, because a
 * definition says where secrets go. A change reaches a token when its values are proved with it, never by itself.
 */
@Injectable()
export class OwnConnectorsService {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly rows: OwnConnectorsRepository,
    private readonly records: OwnConnectorRecords,
    private readonly users: OwnConnectorUsers,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws right-missing, own-connector-invalid, own-connector-taken, too-many-own-connectors */
  async create(caller: Caller, input: unknown): Promise<OwnConnectorRow> {
    const { tenantId } = requireManager(caller);
    const definition = this.connectors.checkOwn(input);
    const now = this.clock.now();
    const { key } = definition;
    const row = { id: newId('ownConnector'), tenantId, key, definition, revision: 1, createdAt: now, changedAt: now };
    await this.write(row, async (manager) => {
      const isFull = (await this.rows.count(manager, tenantId)) >= OWN_CONNECTORS_OF_TENANT;
      if (isFull) throw tooManyOwnConnectors(OWN_CONNECTORS_OF_TENANT);
      await this.rows.insert(manager, row);
      await this.records.record(manager, row, { by: caller, what: 'created' });
    });
    return row;
  }

  /** @throws own-connector-not-found, also for one of another tenant */
  async get(caller: Caller, key: string): Promise<OwnConnectorRow> {
    const row = await this.rows.find(requireTenant(caller).tenantId, key);
    if (row === undefined) throw ownConnectorNotFound();
    return row;
  }

  list(caller: Caller, place: PagePlace): Promise<OwnConnectorRow[]> {
    return this.rows.page(requireTenant(caller).tenantId, place);
  }

  /** All of them, for whoever chooses a connector; the operator has none. */
  async definitionsFor({ tenantId }: Caller): Promise<readonly OwnConnector[]> {
    return tenantId === undefined ? [] : (await this.rows.all(tenantId)).map(({ definition }) => definition);
  }

  /** Undefined when the tenant has none with this key. */
  async definitionFor({ tenantId }: Caller, key: string): Promise<OwnConnector | undefined> {
    return tenantId === undefined ? undefined : (await this.rows.find(tenantId, key))?.definition;
  }

  /** @throws right-missing, precondition-failed, own-connector-invalid, own-connector-key-fixed */
  async replace(
    caller: Caller,
    key: string,
    { input, precondition }: { readonly input: unknown; readonly precondition: Precondition },
  ): Promise<OwnConnectorRow> {
    requireManager(caller);
    const row = await this.get(caller, key);
    precondition.check(row.revision);
    const definition = this.connectors.checkOwn(input);
    if (definition.key !== key) throw ownConnectorKeyFixed();
    const next = { ...row, definition, revision: row.revision + 1, changedAt: this.clock.now() };
    await this.write(next, async (manager) => {
      if (!(await this.rows.change(manager, row, next))) throw ownConnectorChangedMeanwhile();
      await this.records.record(manager, next, { by: caller, what: 'changed' });
    });
    return next;
  }

  /** Tokens that were made with it go on with the definition that they have. @throws own-connector-in-use unless forced */
  async remove(
    caller: Caller,
    key: string,
    { isForced, precondition }: { readonly isForced: boolean; readonly precondition: Precondition },
  ): Promise<void> {
    const { tenantId } = requireManager(caller);
    const row = await this.get(caller, key);
    precondition.check(row.revision);
    const users = isForced ? [] : await this.users.of(tenantId, key, USERS_SHOWN);
    if (users.length > 0) throw ownConnectorInUse(key, users);
    await this.write(row, async (manager) => {
      if (!(await this.rows.remove(manager, row))) throw ownConnectorChangedMeanwhile();
      await this.records.record(manager, row, { by: caller, what: 'removed' });
    });
  }

  private async write({ key }: OwnConnectorRow, work: (manager: EntityManager) => Promise<void>): Promise<void> {
    try {
      await this.database.write(work);
    } catch (error) {
      if (isUniqueViolation(error)) throw ownConnectorTaken(key);
      throw error;
    }
  }
}

function requireManager(caller: Caller): TenantCaller {
  const tenantCaller = requireTenant(caller);
  requireRight(tenantCaller, 'manage-tenant');
  return tenantCaller;
}
