import type { DoTask } from '../definition.js';
import type { Result, TaskScope } from '../scope.js';
import { performList } from './perform-list.js';

export function performDo(task: DoTask, scope: TaskScope): Promise<Result> {
  return performList(task.do, scope.input, { ...scope, pointer: `${scope.pointer}/do`, name: `${scope.name}/do` });
}
