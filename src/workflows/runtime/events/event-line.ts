import type { EventFilter } from '../definition.js';
import { evaluate } from '../expressions/evaluate.js';
import { DeadlinePassed, enforceDeadline, type TaskScope } from '../scope.js';
import { takeStep } from '../tasks/take-step.js';
import type { CloudEvent } from './cloud-event.js';
import { type Correlations, claimsOf, correlated } from './event-filter.js';

export interface TakenEvent {
  readonly event: CloudEvent;
  readonly filter: EventFilter | undefined;
  /** It meets a filter that only ends the listening. */
  readonly isLast: boolean;
}

interface Look {
  readonly position: number;
  readonly correlations: Correlations;
  readonly found?: { readonly event: CloudEvent; readonly index: number };
  /** So many that came before were given up, because the line was full. For people. */
  readonly givenUp?: number;
}

/** The line of events of one listening task, as it is taken step by step: what was taken is recorded. */
export class EventLine {
  #position = 0;
  #looks = 0;
  #correlations: Correlations = {};

  constructor(private readonly scope: TaskScope) {}

  async open(types: readonly string[] | undefined): Promise<void> {
    await this.#step('subscribe', ({ listen }) => listen(this.scope.name, types));
  }

  async close(): Promise<void> {
    await this.#step('unsubscribe', ({ stopListening }) => stopListening(this.scope.name));
  }

  /** The next event that meets one of the filters; those before it are passed over. @throws DeadlinePassed */
  async next({
    filters,
    last,
  }: {
    filters: readonly EventFilter[];
    last: readonly EventFilter[];
  }): Promise<TakenEvent> {
    for (;;) {
      enforceDeadline(this.scope);
      const look = await this.#look([...last, ...filters]);
      const isNew = look.position > this.#position;
      this.#position = look.position;
      this.#correlations = look.correlations;
      if (look.found) {
        const { event, index } = look.found;
        return { event, filter: [...last, ...filters][index], isLast: index < last.length };
      }
      if (!isNew) await this.#wait();
    }
  }

  async #look(filters: readonly EventFilter[]): Promise<Look> {
    this.#looks += 1;
    const { scope } = this;
    const language = {
      input: scope.input,
      evaluate: (expression: string, value: unknown) => evaluate(expression, value, scope),
    };
    return (await this.#step(`take${this.#looks}`, async ({ after }): Promise<Look> => {
      let position = this.#position;
      const line = await after(scope.name, position);
      const missing = (line[0]?.position ?? 0) - position - 1;
      const givenUp = missing > 0 ? { givenUp: missing } : {};
      for (const lined of line) {
        position = lined.position;
        const { event } = lined;
        for (const [index, filter] of filters.entries()) {
          const correlations = correlated(await claimsOf(filter, event, language), this.#correlations);
          if (correlations) return { position, correlations, found: { event, index }, ...givenUp };
        }
      }
      return { position, correlations: this.#correlations, ...givenUp };
    })) as Look;
  }

  async #wait(): Promise<void> {
    const { scope } = this;
    const { port } = scope.run;
    const listening = { name: scope.name, after: this.#position };
    const reason = { kind: 'event', code: 'listening', message: 'Waits for an event.', listening } as const;
    const limit = scope.deadline && scope.deadline.at - port.elapsed();
    const name = `${scope.name}/event${this.#looks}`;
    const told = await port.waitForSignal(name, reason, limit);
    if (told === null && scope.deadline) throw new DeadlinePassed(scope.deadline.owner, [{ kind: 'signal', name }]);
  }

  #step(what: string, work: (events: TaskScope['run']['actions']['events']) => Promise<unknown>): Promise<unknown> {
    const { actions } = this.scope.run;
    const step = { isRepeatable: true, work: async () => ({ output: (await work(actions.events)) ?? null }) };
    return takeStep(step, { ...this.scope, name: `${this.scope.name}/${what}` });
  }
}
