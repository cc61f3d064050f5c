import type { ForTask } from '../definition.js';
import { evaluate, isTrue } from '../expressions/evaluate.js';
import { fault } from '../problem-details.js';
import { enforceDeadline, type Result, type TaskScope } from '../scope.js';
import { performList } from './perform-list.js';

/** Each iteration gets the output of the one before; the last one's is the task's. */
export async function performFor(task: ForTask, scope: TaskScope): Promise<Result> {
  const items = await evaluate(task.for.in, scope.input, scope);
  if (!Array.isArray(items)) throw fault('expression', scope.pointer, '`for.in` gave no list.');
  let output = scope.input;
  for (const [index, item] of items.entries()) {
    enforceDeadline(scope);
    const variables = { ...scope.variables, [task.for.each ?? 'item']: item, [task.for.at ?? 'index']: index };
    const inner = { ...scope, variables, pointer: `${scope.pointer}/do`, name: `${scope.name}[${index}]/do` };
    if (task.while !== undefined && !(await isTrue(task.while, output, { ...scope, variables }))) break;
    const result = await performList(task.do, output, inner);
    if (result.isEnd) return result;
    output = result.output;
  }
  return { output };
}
