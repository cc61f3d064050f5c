import type { RaiseTask } from '../definition.js';
import { fillTemplate } from '../expressions/evaluate.js';
import { fault, type ProblemDetails, WorkflowFault } from '../problem-details.js';
import type { Result, TaskScope } from '../scope.js';

export async function performRaise(task: RaiseTask, scope: TaskScope): Promise<Result> {
  const { error } = task.raise;
  const spec = typeof error === 'string' ? scope.run.definition.workflow.use?.errors?.[error] : error;
  if (!spec) throw fault('configuration', scope.pointer, `There is no error ${String(error)}.`);
  const filled = (await fillTemplate(spec, scope.input, scope)) as Omit<ProblemDetails, 'instance'>;
  for (const member of ['type', 'title', 'detail'] as const) {
    const isText = filled[member] === undefined || typeof filled[member] === 'string';
    if (!isText) throw fault('expression', scope.pointer, `The expression gave no text as the ${member} of the error.`);
  }
  throw new WorkflowFault({ instance: scope.pointer, ...filled });
}
