import { type EntityManager, In, IsNull } from 'typeorm';
import { RunEventEntity } from '../../events/run-event.entity.js';
import { RunSubscriptionEntity } from '../../events/run-subscription.entity.js';
import { RunWaitEntity } from './run-wait.entity.js';

/** A run that has ended waits for nothing and listens to nothing. */
export async function forgetWaiting(manager: EntityManager, ...runIds: string[]): Promise<void> {
  const runId = In(runIds);
  for (const entity of [RunWaitEntity, RunSubscriptionEntity, RunEventEntity]) await manager.delete(entity, { runId });
}

/** One that may be retried keeps the lines of its listening tasks, but nothing more is put into them. */
export async function stopWaiting(manager: EntityManager, runId: string, now: Date): Promise<void> {
  await manager.delete(RunWaitEntity, { runId });
  await manager.update(RunSubscriptionEntity, { runId, closedAt: IsNull() }, { closedAt: now });
}
