import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Name } from '../../kernel/name.js';
import { CommittedReads } from '../database/committed-reads.js';
import { Database } from '../database/database.js';
import { TokenUseEntity } from './token-use.entity.js';

/** A published version of a process; the app's own declaration has no process and version 0. */
export interface UsePlace {
  readonly tenantId: string;
  readonly appId: string;
  readonly processId: string;
  readonly version: number;
}

export interface NamedUse {
  readonly stepPath: string;
  readonly name: Name;
}

const DECLARED = { processId: '', version: 0 } as const;
const ROWS_AT_ONCE = 200;

/** Which places name which access token. Whatever is not named here, no run and no app may resolve. */
@Injectable()
export class TokenUses {
  constructor(
    private readonly database: Database,
    private readonly reads: CommittedReads,
  ) {}

  /** Replaces all that this version of the process names. */
  async replaceUses(manager: EntityManager, place: UsePlace, uses: readonly NamedUse[]): Promise<void> {
    const { appId, processId, version } = place;
    await manager.delete(TokenUseEntity, { appId, processId, version });
    const rows = uniqueRows(place, uses);
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      await manager.insert(TokenUseEntity, rows.slice(from, from + ROWS_AT_ONCE));
    }
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

  /** Whether the app declares the name or a published version in it names it. */
  mayResolve(appId: string, foldedName: string): Promise<boolean> {
    return this.reads.read(`use ${appId} ${foldedName}`, () =>
      this.database.reader.existsBy(TokenUseEntity, { appId, foldedName }),
    );
  }

  /** Whether this published version names the token. */
  versionMayResolve(place: Omit<UsePlace, 'tenantId'>, foldedName: string): Promise<boolean> {
    const { appId, processId, version } = place;
    return this.reads.read(`use ${appId} ${processId} ${version} ${foldedName}`, () =>
      this.database.reader.existsBy(TokenUseEntity, { appId, processId, version, foldedName }),
    );
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
}

/** One step may name a token twice. */
function uniqueRows(place: UsePlace, uses: readonly NamedUse[]): TokenUseEntity[] {
  const rows = new Map<string, TokenUseEntity>();
  for (const { stepPath, name } of uses) {
    const row = { ...place, stepPath, foldedName: name.folded, name: name.shown };
    rows.set(JSON.stringify([stepPath, name.folded]), Object.assign(new TokenUseEntity(), row));
  }
  return [...rows.values()];
}
