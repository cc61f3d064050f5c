import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RunRecordEntity } from '../journal/run-record.entity.js';
import { RunWaitEntity } from '../journal/run-wait.entity.js';
import { TaskStory } from './task-story.js';

/** More than are performed at once. */
const KEPT = 256;

/** Without outcomes, which may be large. */
const SHOWN = {
  retriedAt: true,
  name: true,
  path: true,
  kind: true,
  attempt: true,
  startedAt: true,
  endedAt: true,
} as const;

/** What was told of the tasks of runs that are under way; the journal tells it again after a restart. */
@Injectable()
export class TaskStories {
  readonly #kept = new Map<string, TaskStory>();

  async of(manager: EntityManager, runId: string): Promise<TaskStory> {
    const story = this.#kept.get(runId) ?? (await this.read(manager, runId));
    this.#kept.delete(runId);
    this.#kept.set(runId, story);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > KEPT && !oldest.done) this.#kept.delete(oldest.value);
    return story;
  }

  /** As the journal has it. */
  async read(manager: EntityManager, runId: string): Promise<TaskStory> {
    const records = await manager.find(RunRecordEntity, { select: SHOWN, where: { runId }, order: { seq: 'ASC' } });
    return TaskStory.of(records, await manager.findBy(RunWaitEntity, { runId }));
  }

  /** The run has ended, or what was told of it was not stored after all. */
  forget(runId: string): void {
    this.#kept.delete(runId);
  }

  /** Another replica may have told more. */
  forgetAll(): void {
    this.#kept.clear();
  }
}
