import { namedTask, type TaskItem, type TaskList } from '../definition.js';
import { escapePointer } from '../expressions/expression.js';
import { fault } from '../problem-details.js';
import type { Directive, Result, Run, Scope, TaskScope } from '../scope.js';

/** A run that performs more tasks than this goes in a circle. */
const MAX_TASKS = 100_000;
/** Tasks without effect never wait for anything: after so many of them the others of the process get their turn. */
const TASKS_BETWEEN_BREATHS = 50;

/** Performs a list of tasks: each gets the output of the one before; directives lead within the list. Law 5. */
export async function performList(list: TaskList, input: unknown, scope: Scope): Promise<Result> {
  let output = input;
  for (let index = 0; index < list.length; ) {
    const item = list[index];
    if (!item) break;
    const result = await performItem({ item, index }, output, scope);
    output = result.output;
    const { next } = result;
    if (next === 'end') return { output, isEnd: true };
    if (next === 'exit') break;
    index = next === 'continue' ? index + 1 : indexOf(next, list, scope);
  }
  return { output };
}

/** Performs one task of a list; `next` says where the list goes on. */
export async function performItem(
  { item, index }: { readonly item: TaskItem; readonly index: number },
  input: unknown,
  scope: Scope,
): Promise<Result & { readonly next: Directive }> {
  const { name, task } = namedTask(item);
  const result = await scope.run.perform(task, await enter({ name, index, task }, input, scope));
  return { ...result, next: result.isEnd ? 'end' : (result.next ?? task.then ?? 'continue') };
}

async function enter(
  { name, index, task }: { name: string; index: number; task: unknown },
  rawInput: unknown,
  scope: Scope,
): Promise<TaskScope> {
  const { run } = scope;
  const place = `/${index}/${escapePointer(name)}`;
  await countTask(run, scope.pointer + place);
  return {
    ...scope,
    pointer: scope.pointer + place,
    name: visit(run, scope.name + place),
    taskName: name,
    definition: task,
    rawInput,
    startedAt: run.port.now(),
  };
}

/** The name of this visit of a place, the same in a replay: the place itself, then `place#2`, `place#3` ... Law 1. */
function visit({ visits }: Run, place: string): string {
  const count = (visits.get(place) ?? 0) + 1;
  visits.set(place, count);
  return count === 1 ? place : `${place}#${count}`;
}

async function countTask({ progress }: Run, pointer: string): Promise<void> {
  progress.tasks++;
  if (progress.tasks > MAX_TASKS) throw fault('runtime', pointer, `The run performed more than ${MAX_TASKS} tasks.`);
  if (progress.tasks % TASKS_BETWEEN_BREATHS === 0) await new Promise((resolve) => setImmediate(resolve));
}

function indexOf(name: string, list: TaskList, { pointer }: Scope): number {
  const index = list.findIndex((item) => namedTask(item).name === name);
  if (index < 0) throw fault('configuration', pointer, `There is no task ${name} in this list.`);
  return index;
}
