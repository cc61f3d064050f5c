import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { BrokerError } from '../../kernel/broker.error.js';
import { Clock } from '../../kernel/clock.js';
import { parseName } from '../../kernel/name.js';
import type { PagePlace } from '../../modules/api/cursor.js';
import type { Precondition } from '../../modules/api/etag.js';
import type { Caller } from '../../modules/callers/caller.js';
import { Database } from '../../modules/database/database.js';
import { type NamedUse, TokenUses } from '../../modules/usage/token-uses.js';
import type { TokenUse } from '../runtime/definition.js';
import { DefinitionLibrary } from './definition-library.js';
import { ProcessEntity } from './process.entity.js';
import { ProcessVersionEntity } from './process-version.entity.js';
import { stepPathTooLong, tokenNameUnusable, versionNotFound } from './processes.errors.js';
import { ProcessesService, type ProcessPlace } from './processes.service.js';
import { type UseWarning, UseWarnings } from './use-warnings.js';

export interface Publication {
  readonly version: ProcessVersionEntity;
  readonly revision: number;
  readonly uses: readonly TokenUse[];
  readonly warnings: readonly UseWarning[];
}

const MAX_PATH = 500;
/** The largest number that the column holds. */
const MAX_VERSION = 2_147_483_647;

/** Turns drafts into versions that never change. */
@Injectable()
export class ProcessPublishing {
  constructor(
    private readonly database: Database,
    private readonly processes: ProcessesService,
    private readonly library: DefinitionLibrary,
    private readonly uses: TokenUses,
    private readonly useWarnings: UseWarnings,
    private readonly clock: Clock,
  ) {}

  /** What publishing would say, without publishing. @throws definition-refused */
  async check(caller: Caller, place: ProcessPlace): Promise<Pick<Publication, 'uses' | 'warnings'>> {
    const process = await this.processes.get(caller, place);
    const definition = await this.library.check(process.draft);
    namedUses(definition.uses);
    return { uses: definition.uses, warnings: await this.useWarnings.of(process, definition) };
  }

  /** @throws definition-refused, precondition-failed, right-missing, process-not-found */
  async publish(caller: Caller, place: ProcessPlace, precondition: Precondition): Promise<Publication> {
    const { draft, revision } = await this.processes.get(caller, place);
    precondition.check(revision);
    const definition = await this.library.check(draft);
    const named = namedUses(definition.uses);
    const guarded = { place, precondition };
    const process = await this.processes.change(caller, guarded, async (manager, current) => {
      // Under the lock the draft is the one that was checked: a change would have raised the revision.
      if (current.revision !== revision) throw changedMeanwhile();
      const version = current.publishedVersion + 1;
      const next = { publishedVersion: version, revision: revision + 1, updatedAt: this.clock.now() };
      await manager.update(ProcessEntity, { id: current.id }, next);
      await manager.insert(ProcessVersionEntity, this.versionOf(current, version, caller.id));
      await this.uses.replaceUses(manager, { ...current, processId: current.id, version }, named);
      await this.processes.record(manager, caller, { action: 'process.published', process: current, version });
      return Object.assign(new ProcessEntity(), current, next);
    });
    return {
      version: await this.version(caller, place, process.publishedVersion),
      revision: process.revision,
      uses: definition.uses,
      warnings: await this.useWarnings.of(process, definition),
    };
  }

  /** @throws process-not-found, process-version-not-found */
  async version(caller: Caller, place: ProcessPlace, version: number): Promise<ProcessVersionEntity> {
    const { id: processId } = await this.processes.get(caller, place);
    const isPossible = version >= 1 && version <= MAX_VERSION;
    const row = isPossible && (await this.database.reader.findOneBy(ProcessVersionEntity, { processId, version }));
    if (!row) throw versionNotFound(version);
    return row;
  }

  /** The newest first. */
  async versions(caller: Caller, place: ProcessPlace, { after, limit }: PagePlace): Promise<ProcessVersionEntity[]> {
    const { id: processId } = await this.processes.get(caller, place);
    return this.database.reader.find(ProcessVersionEntity, {
      where: { processId, ...(after !== undefined && { version: LessThan(Number.parseInt(after, 10) || 0) }) },
      order: { version: 'DESC' },
      take: limit,
    });
  }

  private versionOf({ id, tenantId, appId, draft }: ProcessEntity, version: number, publishedBy: string) {
    const row = { processId: id, version, tenantId, appId, definition: draft, publishedBy };
    return { ...row, publishedAt: this.clock.now() };
  }
}

function namedUses(uses: readonly TokenUse[]): NamedUse[] {
  return uses.map(({ path, token }) => {
    const name = parseName(token);
    if (!name) throw tokenNameUnusable(path, token);
    if (path.length > MAX_PATH) throw stepPathTooLong(path);
    return { stepPath: path, name };
  });
}

const changedMeanwhile = () =>
  new BrokerError({
    code: 'process-changed-meanwhile',
    remedy: 'fix-request',
    status: 409,
    message: 'The draft was changed while it was checked. Read it again and repeat.',
  });
