import type { WaitTask } from '../definition.js';
import { evaluateDuration } from '../expressions/evaluate.js';
import { type Result, sleepWithin, type TaskScope } from '../scope.js';

export async function performWait(task: WaitTask, scope: TaskScope): Promise<Result> {
  await sleepWithin(scope, scope.name, await evaluateDuration(task.wait, scope.input, scope));
  return { output: scope.input };
}
