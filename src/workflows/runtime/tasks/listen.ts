import type { EventFilter, EventStrategy, ListenTask } from '../definition.js';
import { type CloudEvent, readAs } from '../events/cloud-event.js';
import { filterTypes } from '../events/event-filter.js';
import { EventLine } from '../events/event-line.js';
import { endingFilters, wantedFilters } from '../events/event-set.js';
import { carried, checkSchema, isMet, transform } from '../expressions/evaluate.js';
import type { Result, TaskScope } from '../scope.js';
import { performList } from './perform-list.js';

/** Takes events from the moment it begins to listen until its strategy is content; its output is the list of them. */
export async function performListen(task: ListenTask, scope: TaskScope): Promise<Result> {
  const { to, read = 'data' } = task.listen;
  const line = new EventLine(scope);
  await line.open(filterTypes([...wantedFilters(to), ...endingFilters(to)]));
  const taken: unknown[] = [];
  const heard: unknown[] = [];
  for await (const event of eventsFor(to, line)) {
    const value = readAs(event, read);
    const one = await handle(task, { value, index: taken.length }, scope);
    if (one.isEnd) return one;
    taken.push(one.output);
    heard.push(value);
    if (typeof to.until === 'string' && (await isMet(to.until, carried(heard, scope.pointer), scope))) break;
  }
  await line.close();
  return { output: carried(taken, scope.pointer) };
}

/** The events that the strategy takes, in the order they came; ends when it is content. */
async function* eventsFor(to: EventStrategy, line: EventLine): AsyncGenerator<CloudEvent> {
  const open = [...wantedFilters(to)];
  const last = [...endingFilters(to)];
  const isAny = to.any !== undefined;
  const isEndless = isAny && to.until !== undefined;
  do {
    const { event, filter, isLast } = await line.next({ filters: open, last });
    if (isLast) {
      remove(last, filter, typeof to.until === 'object' && to.until.all !== undefined);
      if (last.length === 0) return;
      continue;
    }
    if (!isAny) remove(open, filter, true);
    yield event;
  } while (isEndless || (!isAny && open.length > 0));
}

/** Of filters of which each has to be met, the one that was; of others, all of them. */
function remove(filters: EventFilter[], met: EventFilter | undefined, isEachNeeded: boolean): void {
  if (!isEachNeeded) filters.length = 0;
  else if (met) filters.splice(filters.indexOf(met), 1);
}

async function handle(
  { foreach }: ListenTask,
  { value, index }: { readonly value: unknown; readonly index: number },
  scope: TaskScope,
): Promise<Result> {
  if (!foreach) return { output: value };
  const variables = { ...scope.variables, [foreach.item ?? 'item']: value, [foreach.at ?? 'index']: index };
  const inner = { ...scope, variables, pointer: `${scope.pointer}/foreach/do`, name: `${scope.name}[${index}]/do` };
  const result = await performList(foreach.do ?? [], value, inner);
  if (result.isEnd) return result;
  const output = await transform(foreach.output?.as, result.output, { ...scope, variables });
  checkSchema(foreach.output, output, { pointer: scope.pointer, what: 'output of foreach' });
  if (foreach.export?.as !== undefined) {
    scope.run.context = await transform(foreach.export.as, output, { ...scope, variables });
  }
  checkSchema(foreach.export, scope.run.context, { pointer: scope.pointer, what: 'context exported by foreach' });
  return { output };
}
