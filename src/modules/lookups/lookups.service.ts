import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { type Name, parseName } from '../../kernel/name.js';
import type { PagePlace } from '../api/cursor.js';
import type { Precondition } from '../api/etag.js';
import { AppsService } from '../apps/apps.service.js';
import { type Caller, requireRight } from '../callers/caller.js';
import { Database } from '../database/database.js';
import { checkDeclaration } from './declaration/check-declaration.js';
import type { LookupDeclaration } from './declaration/lookup-declaration.js';
import { LookupEntity } from './lookup.entity.js';
import { LookupRecords } from './lookup-records.js';
import { appHasNoLookups, lookupNotFound, tooManyLookups } from './lookups.errors.js';
import { type LookupHome, LookupsRepository } from './lookups.repository.js';

export const LOOKUPS_OF_APP = 200;

export interface LookupPlace {
  readonly appId: string;
  readonly name: Name;
}

interface Put {
  readonly declaration: LookupDeclaration;
  readonly precondition: Precondition;
}

/**
 * What the forms of an app may ask of vendors. A declaration has no versions: whoever asks after a change was
 * acknowledged is served by it.
 */
@Injectable()
export class LookupsService {
  constructor(
    private readonly database: Database,
    private readonly apps: AppsService,
    private readonly rows: LookupsRepository,
    private readonly records: LookupRecords,
    private readonly connectors: ConnectorsService,
    private readonly clock: Clock,
  ) {}

  /** @throws app-not-found, lookup-not-found */
  async get(caller: Caller, appId: string, name: string): Promise<LookupEntity> {
    return this.rows.named(await this.home(caller, appId), name);
  }

  /** By name. */
  async list(caller: Caller, appId: string, place: PagePlace): Promise<LookupEntity[]> {
    return this.rows.page(await this.home(caller, appId), place);
  }

  /**
   * Declares a lookup, or declares it anew.
   * @throws app-not-found, right-missing, app-has-no-lookups, lookup-invalid, lookup-not-found, precondition-failed
   */
  async put(caller: Caller, { appId, name }: LookupPlace, { declaration, precondition }: Put): Promise<LookupEntity> {
    const home = await this.manage(caller, appId);
    checkDeclaration(declaration, this.connectors.action(declaration.action));
    return this.database.write(async (manager) => {
      const known = await this.rows.lock(manager, home, name.folded);
      if (known) precondition.check(known.revision);
      else if (precondition.wantsSomething) throw lookupNotFound(name.shown);
      const next = known ? this.changed(known, name, declaration) : this.created(home, name, declaration);
      if (known) await this.rows.update(manager, next);
      else await this.insert(manager, next);
      await this.records.record(manager, next, { by: caller, what: known ? 'changed' : 'created' });
      return next;
    });
  }

  /** @throws app-not-found, right-missing, lookup-not-found, precondition-failed */
  async delete(caller: Caller, { appId, name }: LookupPlace, precondition: Precondition): Promise<void> {
    const home = await this.manage(caller, appId);
    await this.database.write(async (manager) => {
      const known = await this.rows.lock(manager, home, name.folded);
      if (!known) throw lookupNotFound(name.shown);
      precondition.check(known.revision);
      await this.rows.delete(manager, known);
      await this.records.record(manager, known, { by: caller, what: 'deleted' });
    });
  }

  private async insert(manager: EntityManager, row: LookupEntity): Promise<void> {
    if ((await this.rows.count(manager, row)) >= LOOKUPS_OF_APP) throw tooManyLookups(LOOKUPS_OF_APP);
    await this.rows.insert(manager, row);
  }

  private created(home: LookupHome, name: Name, declaration: LookupDeclaration): LookupEntity {
    const now = this.clock.now();
    const { shown, folded: foldedName } = name;
    const row = { id: newId('lookup'), ...home, name: shown, foldedName, declaration, revision: 1 };
    return Object.assign(new LookupEntity(), { ...row, createdAt: now, updatedAt: now });
  }

  /** Its name is spelled as it was said last. */
  private changed(known: LookupEntity, { shown: name }: Name, declaration: LookupDeclaration): LookupEntity {
    const change = { name, declaration, revision: known.revision + 1, updatedAt: this.clock.now() };
    return Object.assign(new LookupEntity(), known, change);
  }

  private async home(caller: Caller, appId: string): Promise<LookupHome> {
    const { tenantId } = await this.apps.get(caller, appId);
    return { tenantId, appId };
  }

  private async manage(caller: Caller, appId: string): Promise<LookupHome> {
    const { tenantId, kind } = await this.apps.get(caller, appId);
    requireRight(caller, 'manage-app', appId);
    if (kind !== 'form-based') throw appHasNoLookups();
    return { tenantId, appId };
  }
}

/** The name in an address. @throws lookup-not-found for what can be no name */
export function nameInAddress(text: string): Name {
  const name = parseName(text);
  if (!name) throw lookupNotFound(text);
  return name;
}
