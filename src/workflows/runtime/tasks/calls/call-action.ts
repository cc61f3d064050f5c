import type { CallTask } from '../../definition.js';
import { fillTemplate } from '../../expressions/evaluate.js';
import type { Result, TaskScope } from '../../scope.js';
import { takeStep } from '../take-step.js';

/** Runs an action of a connector with the token that the definition names. Law 3. */
export async function performCallAction(task: CallTask, scope: TaskScope): Promise<Result> {
  const { actions } = scope.run;
  const { token: name, ...args } = task.with ?? {};
  const token = String(name);
  const inputs = (await fillTemplate(args, scope.input, scope)) as Readonly<Record<string, unknown>>;
  const output = await takeStep(
    {
      isRepeatable: actions.isRepeatable(task.call),
      token,
      action: task.call,
      input: inputs,
      work: (context) => actions.callAction({ action: task.call, token, inputs }, context),
    },
    scope,
  );
  return { output };
}
