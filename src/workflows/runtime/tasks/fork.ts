import { isDeepStrictEqual } from 'node:util';
import type { ForkTask, TaskItem } from '../definition.js';
import { carried } from '../expressions/evaluate.js';
import type { EnginePort } from '../ports.js';
import { WorkflowFault } from '../problem-details.js';
import { DeadlinePassed, type Result, type TaskScope, withCauses } from '../scope.js';
import { performItem } from './perform-list.js';

/** What a branch came to, with the context that it leaves. */
type BranchEnd =
  | { readonly kind: 'done'; readonly result: Result; readonly context: unknown }
  | { readonly kind: 'failed'; readonly error: WorkflowFault | DeadlinePassed };

/**
 * Performs branches side by side. Their outputs make a list, and an error of one ends them all; competing, the first
 * that is done gives the output, and there is an error only when none is left.
 */
export async function performFork({ fork }: ForkTask, scope: TaskScope): Promise<Result> {
  const { run } = scope;
  const isRace = fork.compete ?? false;
  const name = `${scope.name}/fork`;
  const ends = await run.port.fork<BranchEnd>(name, {
    branches: fork.branches.map((item, index) => (port) => performBranch({ item, index }, port, scope)),
    isDecisive: (end) => (isRace ? end.kind === 'done' : end.kind === 'failed' || end.result.isEnd === true),
  });
  const done = ends.filter((end) => end.kind === 'done');
  const [first] = done;
  const failed = ends.filter((end) => end.kind === 'failed');
  if (failed[0] && !(isRace && first)) {
    throw withCauses(failed[0].error, [
      { kind: 'choice', name },
      ...failed.slice(1).flatMap(({ error }) => error.causes),
    ]);
  }
  const context = done.reduce((all, end) => withChanges(all, end.context, run.context), run.context);
  run.context = carried(context, scope.pointer);
  if (first && (isRace || first.result.isEnd)) return first.result;
  const outputs = done.map(({ result }) => result.output);
  return { output: carried(outputs, scope.pointer) };
}

async function performBranch(
  place: { readonly item: TaskItem; readonly index: number },
  port: EnginePort,
  scope: TaskScope,
): Promise<BranchEnd> {
  const run = { ...scope.run, port };
  const at = { pointer: `${scope.pointer}/fork/branches`, name: `${scope.name}/fork/branches` };
  try {
    const { output, next } = await performItem(place, scope.input, { ...scope, ...at, run });
    return { kind: 'done', result: { output, ...(next === 'end' ? { isEnd: true } : {}) }, context: run.context };
  } catch (error) {
    if (error instanceof WorkflowFault || error instanceof DeadlinePassed) return { kind: 'failed', error };
    throw error;
  }
}

/** What a branch exported, over what stands: member by member where both are objects. */
function withChanges(standing: unknown, exported: unknown, before: unknown): unknown {
  if (isDeepStrictEqual(exported, before)) return standing;
  if (!isPlain(standing) || !isPlain(exported)) return exported;
  const changed = Object.entries(exported).filter(
    ([key, value]) => !(isPlain(before) && isDeepStrictEqual(value, before[key])),
  );
  return { ...standing, ...Object.fromEntries(changed) };
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
