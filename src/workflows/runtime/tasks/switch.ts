import type { SwitchTask } from '../definition.js';
import { isTrue } from '../expressions/evaluate.js';
import type { Result, TaskScope } from '../scope.js';

/** The first case that matches says what comes next; else the case without condition, wherever it stands. */
export async function performSwitch(task: SwitchTask, scope: TaskScope): Promise<Result> {
  const cases = task.switch.flatMap((item) => Object.values(item));
  for (const { when, then } of cases) {
    if (when !== undefined && (await isTrue(when, scope.input, scope))) return { output: scope.input, next: then };
  }
  const otherwise = cases.find(({ when }) => when === undefined);
  return { output: scope.input, ...(otherwise ? { next: otherwise.then } : {}) };
}
