import type { CallTask } from '../../definition.js';
import { fillTemplate } from '../../expressions/evaluate.js';
import type { Result, TaskScope } from '../../scope.js';
import { performCallAction } from './call-action.js';
import { performCallHttp } from './call-http.js';
import { performCallOpenApi } from './call-openapi.js';

export function performCall(task: CallTask, scope: TaskScope): Promise<Result> {
  if (task.call === 'http') return performCallHttp(task, scope);
  if (task.call === 'openapi') return performCallOpenApi(task, scope);
  const { functions = {} } = scope.run.definition.workflow.use ?? {};
  const called = Object.hasOwn(functions, task.call) ? functions[task.call] : undefined;
  return called ? performFunction(called, task, scope) : performCallAction(task, scope);
}

/** A function is a task of its own whose input is what it is called with; it sees no variable of its caller. */
async function performFunction(called: CallTask, task: CallTask, scope: TaskScope): Promise<Result> {
  const rawInput = await fillTemplate(task.with ?? {}, scope.input, scope);
  const { input: _input, ...outside } = scope;
  return scope.run.perform(called, { ...outside, rawInput, definition: called, variables: {} });
}
