import type { RetryPolicy } from '../definition.js';
import { evaluateDuration, isTrue } from '../expressions/evaluate.js';
import type { TaskScope } from '../scope.js';

/** A delay that doubles reaches this at the latest, in milliseconds: a day. */
const MAX_DELAY_MS = 86_400_000;

export interface RetryProgress {
  /** The attempt that just failed, from 1. */
  readonly attempt: number;
  /** The run's own time when the first attempt began, in milliseconds. */
  readonly startedAt: number;
}

/** How long a definition's policy waits before the next attempt; undefined when there is to be none. */
export async function retryDelayMs(
  policy: RetryPolicy,
  { attempt, startedAt }: RetryProgress,
  scope: TaskScope,
): Promise<number | undefined> {
  const { when, exceptWhen, limit } = policy;
  if (limit?.attempt?.count !== undefined && attempt > limit.attempt.count) return undefined;
  if (when !== undefined && !(await isTrue(when, scope.input, scope))) return undefined;
  if (exceptWhen !== undefined && (await isTrue(exceptWhen, scope.input, scope))) return undefined;
  const delay = await delayMs(policy, attempt, scope);
  if (limit?.duration === undefined) return delay;
  const spent = scope.run.port.elapsed() - startedAt + delay;
  return spent > (await evaluateDuration(limit.duration, scope.input, scope)) ? undefined : delay;
}

async function delayMs({ delay, backoff, jitter }: RetryPolicy, attempt: number, scope: TaskScope): Promise<number> {
  const base = delay === undefined ? 0 : await evaluateDuration(delay, scope.input, scope);
  const grown = Math.min(MAX_DELAY_MS, base * growth(backoff, attempt));
  if (!jitter) return grown;
  const from = await evaluateDuration(jitter.from, scope.input, scope);
  const to = await evaluateDuration(jitter.to, scope.input, scope);
  const chance = scope.run.port.random(`${scope.name}~${attempt}/jitter`);
  return Math.round(grown + from + Math.max(0, to - from) * chance);
}

function growth(backoff: RetryPolicy['backoff'], attempt: number): number {
  if (backoff?.linear) return attempt;
  return backoff?.exponential ? 2 ** (attempt - 1) : 1;
}
