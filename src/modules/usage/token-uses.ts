import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Name } from '../../kernel/name.js';
import { Database } from '../database/database.js';
import type { Fact, FactKind, Moment } from '../database/facts/fact.js';
import type { FactStore } from '../database/facts/fact-store.js';
import { Facts } from '../database/facts/facts.js';
import { TokenUseEntity } from './token-use.entity.js';

/**
 * A published version of a process; the app's own declaration has no process and version 0, a lookup has its id in the
 * place of a process and version 0.
 */
export interface UsePlace {
  readonly tenantId: string;
  readonly appId: string;
  readonly processId: string;
  readonly version: number;
}

/** A lookup of a form-based app. */
export interface LookupPlace {
  readonly tenantId: string;
  readonly appId: string;
  readonly lookupId: string;
}

export interface NamedUse {
  readonly stepPath: string;
  readonly name: Name;
}

/** In one app so many processes name it; the app's own declaration counts as one. */
export interface UseCount {
  readonly foldedName: string;
  readonly appId: string;
  readonly processes: number;
}

const USE_IN_APP: FactKind = {
  name: 'token_use_in_app',
  table: 'token_use',
  by: { appId: 'text', foldedName: 'text', opensApp: 'int' },
  of: 'existence',
};

const USE_IN_VERSION: FactKind = {
  name: 'token_use_in_version',
  table: 'token_use',
  by: { appId: 'text', processId: 'text', version: 'int', foldedName: 'text' },
  of: 'existence',
};

interface NamingPlace extends UsePlace {
  readonly opensApp: 0 | 1;
}

const ofLookup = (lookupId: string) => ({ processId: lookupId, version: 0 });

const DECLARED = { processId: '', version: 0 } as const;
const ROWS_AT_ONCE = 200;

/** Which places name which access token. Whatever is not named here, no run and no app may resolve. */
@Injectable()
export class TokenUses {
  readonly #inApp: FactStore<boolean>;
  readonly #inVersion: FactStore<boolean>;

  constructor(
    private readonly database: Database,
    facts: Facts,
  ) {
    this.#inApp = facts.open(USE_IN_APP, ([appId = '', foldedName = '']) =>
      this.database.reader.existsBy(TokenUseEntity, { appId, foldedName, opensApp: 1 }),
    );
    this.#inVersion = facts.open(USE_IN_VERSION, ([appId = '', processId = '', version, foldedName = '']) =>
      this.database.reader.existsBy(TokenUseEntity, { appId, processId, version: Number(version), foldedName }),
    );
  }

  /** Replaces all that this version of the process names. */
  replaceUses(manager: EntityManager, place: UsePlace, uses: readonly NamedUse[]): Promise<void> {
    return this.replaceRows(manager, { ...place, opensApp: 1 }, uses);
  }

  /** The one token that the lookup names from now on. Only the lookup may resolve it because of that. */
  replaceLookup(manager: EntityManager, { lookupId, ...place }: LookupPlace, use: NamedUse): Promise<void> {
    return this.replaceRows(manager, { ...place, ...ofLookup(lookupId), opensApp: 0 }, [use]);
  }

  /** Replaces what the app itself declares, for its forms or for an outside engine. */
  replaceDeclared(
    manager: EntityManager,
    app: { readonly tenantId: string; readonly id: string },
    names: readonly Name[],
  ): Promise<void> {
    const place = { tenantId: app.tenantId, appId: app.id, ...DECLARED };
    return this.replaceUses(
      manager,
      place,
      names.map((name) => ({ stepPath: 'declared', name })),
    );
  }

  /** Every place of the tenant, or of one app, that names the token. */
  usesOf(token: { tenantId: string; foldedName: string; appId?: string }): Promise<TokenUseEntity[]> {
    const { tenantId, foldedName, appId } = token;
    return this.database.reader.find(TokenUseEntity, {
      where: { tenantId, foldedName, ...(appId && { appId }) },
      order: { appId: 'ASC', processId: 'ASC', version: 'ASC', stepPath: 'ASC' },
    });
  }

  /** How often each of the names is named, by app. */
  async countsOf(tenantId: string, foldedNames: readonly string[]): Promise<UseCount[]> {
    const rows = await this.database.reader
      .createQueryBuilder(TokenUseEntity, 'place')
      .select('place.foldedName', 'foldedName')
      .addSelect('place.appId', 'appId')
      .addSelect('COUNT(DISTINCT place.processId)', 'processes')
      .where({ tenantId, foldedName: In([...foldedNames]) })
      .groupBy('place.foldedName')
      .addGroupBy('place.appId')
      .getRawMany<{ foldedName: string; appId: string; processes: string | number }>();
    return rows.map((row) => ({ ...row, processes: Number(row.processes) }));
  }

  /** Whether the app declares the name or a published version in it names it. */
  async mayResolve(appId: string, foldedName: string): Promise<boolean> {
    return (await this.useInApp(appId, foldedName)).value;
  }

  /** Whether this published version names the token. */
  async versionMayResolve(place: Omit<UsePlace, 'tenantId'>, foldedName: string): Promise<boolean> {
    return (await this.useInVersion(place, foldedName)).value;
  }

  useInApp(appId: string, foldedName: string, moment?: Moment): Promise<Fact<boolean>> {
    return this.#inApp.read([appId, foldedName, '1'], moment);
  }

  useInVersion(
    { appId, processId, version }: Omit<UsePlace, 'tenantId'>,
    foldedName: string,
    moment?: Moment,
  ): Promise<Fact<boolean>> {
    return this.#inVersion.read([appId, processId, String(version), foldedName], moment);
  }

  useInLookup({ appId, lookupId }: Omit<LookupPlace, 'tenantId'>, foldedName: string, moment?: Moment) {
    return this.useInVersion({ appId, ...ofLookup(lookupId) }, foldedName, moment);
  }

  async deleteOfLookup(manager: EntityManager, { appId, lookupId }: Omit<LookupPlace, 'tenantId'>): Promise<void> {
    await this.deleteOfProcess(manager, appId, lookupId);
  }

  async deleteOfProcess(manager: EntityManager, appId: string, processId: string): Promise<void> {
    await manager.delete(TokenUseEntity, { appId, processId });
  }

  async deleteOfApp(manager: EntityManager, tenantId: string, appId: string): Promise<void> {
    await manager.delete(TokenUseEntity, { tenantId, appId });
  }

  async deleteOfTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(TokenUseEntity, { tenantId });
  }

  private async replaceRows(manager: EntityManager, place: NamingPlace, uses: readonly NamedUse[]): Promise<void> {
    const { appId, processId, version } = place;
    await manager.delete(TokenUseEntity, { appId, processId, version });
    const rows = uniqueRows(place, uses);
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      await manager.insert(TokenUseEntity, rows.slice(from, from + ROWS_AT_ONCE));
    }
  }
}

/** One step may name a token twice. */
function uniqueRows(place: NamingPlace, uses: readonly NamedUse[]): TokenUseEntity[] {
  const rows = new Map<string, TokenUseEntity>();
  for (const { stepPath, name } of uses) {
    const row = { ...place, stepPath, foldedName: name.folded, name: name.shown };
    rows.set(JSON.stringify([stepPath, name.folded]), Object.assign(new TokenUseEntity(), row));
  }
  return [...rows.values()];
}
