import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { BrokerError } from '../../kernel/broker.error.js';
import { Clock } from '../../kernel/clock.js';
import type { PagePlace } from '../../modules/api/cursor.js';
import type { Precondition } from '../../modules/api/etag.js';
import type { Caller } from '../../modules/callers/caller.js';
import { Database } from '../../modules/database/database.js';
import { TokenUses } from '../../modules/usage/token-uses.js';
import type { Definition, TokenUse } from '../runtime/definition.js';
import { ProcessSchedules } from '../schedules/process-schedules.js';
import { DefinitionCheck, type Draft, type PlacedWarning } from './definition-check.js';
import { ProcessEntity } from './process.entity.js';
import { ProcessVersionEntity } from './process-version.entity.js';
import { versionNotFound } from './processes.errors.js';
import { ProcessesService, type ProcessPlace } from './processes.service.js';

export interface Publication {
  readonly version: ProcessVersionEntity;
  readonly revision: number;
  readonly uses: readonly TokenUse[];
  readonly warnings: readonly PlacedWarning[];
}

/** What publishing would say. */
export type Findings = Pick<Publication, 'uses' | 'warnings'>;

/** The largest number that the column holds. */
const MAX_VERSION = 2_147_483_647;

/** Turns drafts into versions that never change. */
@Injectable()
export class ProcessPublishing {
  constructor(
    private readonly database: Database,
    private readonly processes: ProcessesService,
    private readonly checks: DefinitionCheck,
    private readonly uses: TokenUses,
    private readonly schedules: ProcessSchedules,
    private readonly clock: Clock,
  ) {}

  /** What publishing would say, without publishing. @throws definition-refused */
  async check(caller: Caller, place: ProcessPlace): Promise<Findings> {
    return this.findings(await this.processes.get(caller, place));
  }

  /** The same of a text that is stored nowhere. @throws definition-refused, right-missing, app-has-no-processes */
  async checkText(caller: Caller, appId: string, draft: string): Promise<Findings> {
    return this.findings({ ...(await this.processes.room(caller, appId)), draft });
  }

  /** @throws definition-refused, precondition-failed, right-missing, process-not-found */
  async publish(caller: Caller, place: ProcessPlace, precondition: Precondition): Promise<Publication> {
    const seen = await this.processes.get(caller, place);
    const { revision } = seen;
    precondition.check(revision);
    const checked = await this.checks.check(seen);
    const { definition, named } = checked;
    const guarded = { place, precondition };
    const process = await this.processes.change(caller, guarded, async (manager, current) => {
      // Under the lock the draft is the one that was checked: a change would have raised the revision.
      if (current.revision !== revision) throw changedMeanwhile();
      const version = current.publishedVersion + 1;
      const next = { publishedVersion: version, revision: revision + 1, updatedAt: this.clock.now() };
      await manager.update(ProcessEntity, { id: current.id }, next);
      await manager.insert(ProcessVersionEntity, {
        ...this.versionOf(current, version, caller.id),
        schemas: keptSchemas(definition),
      });
      const published = { ...current, processId: current.id, version };
      await this.uses.replaceUses(manager, published, named);
      await this.schedules.arm(manager, published, definition.workflow.schedule);
      await this.processes.record(manager, caller, { action: 'process.published', process: current, version });
      return Object.assign(new ProcessEntity(), current, next);
    });
    this.checks.published(process, checked);
    return {
      version: await this.version(caller, place, process.publishedVersion),
      revision: process.revision,
      uses: definition.uses,
      warnings: await this.checks.warnings(process, checked),
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

  private async findings(draft: Draft): Promise<Findings> {
    const checked = await this.checks.check(draft);
    return { uses: checked.definition.uses, warnings: await this.checks.warnings(draft, checked) };
  }

  private versionOf({ id, tenantId, appId, draft }: ProcessEntity, version: number, publishedBy: string) {
    const row = { processId: id, version, tenantId, appId, definition: draft, publishedBy };
    return { ...row, publishedAt: this.clock.now() };
  }
}

/** Kept with the version: runs use what was published, whatever stands there later. */
function keptSchemas({ schemas }: Definition): Record<string, string> | null {
  return Object.keys(schemas).length > 0 ? { ...schemas } : null;
}

const changedMeanwhile = () =>
  new BrokerError({
    code: 'process-changed-meanwhile',
    remedy: 'fix-request',
    status: 409,
    message: 'The draft was changed while it was checked. Read it again and repeat.',
  });
