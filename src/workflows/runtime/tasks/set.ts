import type { SetTask } from '../definition.js';
import { fillTemplate } from '../expressions/evaluate.js';
import type { Result, TaskScope } from '../scope.js';

export async function performSet(task: SetTask, scope: TaskScope): Promise<Result> {
  return { output: await fillTemplate(task.set, scope.input, scope) };
}
