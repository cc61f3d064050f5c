import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import type { EventType } from '../../../modules/events/event-types.js';
import { EventsService } from '../../../modules/events/events.service.js';
import { EventInterest, typesWanted } from '../../../modules/events/interest/event-interest.js';
import { isOfTasks } from '../../../modules/events/lifecycle-types.js';
import { DefinitionLibrary } from '../../processes/definition-library.js';
import type { ProblemDetails } from '../../runtime/problem-details.js';
import type { JournalEntry } from '../journal/journal-entry.js';
import { RunWaitEntity } from '../journal/run-wait.entity.js';
import { RunEntity } from '../run.entity.js';
import { isEnd, type RunStatus } from '../run-status.js';
import type { LifecycleDraft } from './lifecycle-draft.js';
import { eventOf } from './lifecycle-event.js';
import { phaseOf, storyOfChange, storyOfStart } from './run-story.js';
import { TaskStories } from './task-stories.js';

/** How a run changes, as far as it concerns its lifecycle. */
export interface RunChange {
  readonly status: RunStatus;
  readonly at: Date;
  readonly problem: ProblemDetails | null;
}

/**
 * Tells the lifecycle of runs and of their tasks, in the transaction that stores what is told. Whoever stores a run or
 * its journal comes by here, whatever engine carries it; what nobody asks for costs a look into memory.
 */
@Injectable()
export class RunLifecycle {
  constructor(
    private readonly interest: EventInterest,
    private readonly events: EventsService,
    private readonly library: DefinitionLibrary,
    private readonly stories: TaskStories,
  ) {}

  /** Whether somebody asks for events of this tenant's runs. */
  async isHeard(manager: EntityManager, tenantId: string): Promise<boolean> {
    return (this.interest.known(tenantId) ?? (await this.interest.of(manager, tenantId))).length > 0;
  }

  /** False only when it is known, without a look, that nobody asks for events of this tenant's runs. */
  mayBeHeard(tenantId: string): boolean {
    return this.interest.known(tenantId)?.length !== 0;
  }

  /** Whether it is worth telling when a step begins, before its outcome is stored. */
  async hearsTasks(manager: EntityManager, run: RunEntity): Promise<boolean> {
    return (await this.isHeard(manager, run.tenantId)) && [...(await this.#wanted(manager, run))].some(isOfTasks);
  }

  async started(manager: EntityManager, run: RunEntity): Promise<void> {
    if (await this.isHeard(manager, run.tenantId)) await this.#tell(manager, run, storyOfStart(run.startedAt));
  }

  /** @param before the run as it was */
  async changed(manager: EntityManager, before: RunEntity, { status, at, problem }: RunChange): Promise<void> {
    const { id, status: from } = before;
    const isSuspended = phaseOf(status) === 'suspended';
    const waits = isSuspended ? await manager.findBy(RunWaitEntity, { runId: id, signal: IsNull() }) : [];
    const drafts = storyOfChange({ from, to: status, at, problem, waits });
    const run = { ...before, status };
    if (!isEnd(status)) return this.#tell(manager, run, drafts);
    const wanted = [...(await this.#wanted(manager, run))];
    const story = wanted.some(isOfTasks) ? await this.stories.read(manager, id) : undefined;
    await this.#tell(manager, run, [...(story?.close(status, at, problem) ?? []), ...drafts]);
    this.stories.forget(id);
  }

  /** What journal entries tell of tasks. Before they are stored: what is stored counts as told. */
  async journaled(manager: EntityManager, entries: readonly JournalEntry[]): Promise<void> {
    for (const entry of entries) {
      const { run } = entry;
      if (!(await this.isHeard(manager, run.tenantId))) continue;
      if (![...(await this.#wanted(manager, run))].some(isOfSteps)) continue;
      await this.#tell(manager, run, (await this.stories.of(manager, run.id)).take(entry));
    }
  }

  /** What was told of these runs was not stored. */
  forget(runIds: readonly string[]): void {
    for (const id of runIds) this.stories.forget(id);
  }

  /** Another replica performed runs in between, and told what became of them. */
  forgetAll(): void {
    this.stories.forgetAll();
  }

  async #wanted(manager: EntityManager, { tenantId, appId }: RunEntity): Promise<ReadonlySet<EventType>> {
    return typesWanted(await this.interest.of(manager, tenantId), appId);
  }

  async #tell(manager: EntityManager, run: RunEntity, drafts: readonly LifecycleDraft[]): Promise<void> {
    const wanted = await this.#wanted(manager, run);
    const asked = drafts.filter(({ type }) => wanted.has(type));
    if (asked.length === 0) return;
    const { document } = (await this.library.published(run.processId, run.version, manager)).workflow;
    // Under the lock of the run's row, so that the numbers of one run are its order on every replica.
    await manager.increment(RunEntity, { id: run.id }, 'told', asked.length);
    const { told } = await manager.findOneOrFail(RunEntity, { select: { told: true }, where: { id: run.id } });
    const first = told - asked.length + 1;
    await this.events.recordAll(
      manager,
      asked.map((draft, index) => eventOf({ run, document }, draft, first + index)),
    );
  }
}

function isOfSteps(type: string): boolean {
  return isOfTasks(type) || type.includes('.correlation-');
}
