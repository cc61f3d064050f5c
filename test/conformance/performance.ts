import { expect } from '@jest/globals';
import { parse } from 'yaml';
import type { Json } from '../support/api-client.js';
import type { TestApp } from '../support/app.js';
import { ANY, expectStatus, ProcessDesk } from '../workflows/support/process-desk.js';

type Step = readonly [RegExp, (performance: Performance, words: readonly string[], document: string) => unknown];

/** The steps of the kit, each through the front door. */
const STEPS: readonly Step[] = [
  [/^a workflow with definition:$/, (performance, _words, document) => performance.define(document)],
  [/^given the workflow input is:$/, (performance, _words, document) => performance.take(parse(document))],
  [/^the workflow is executed$/, (performance) => performance.execute()],
  [/^the workflow should complete$/, (performance) => performance.ends('completed')],
  [
    /^the workflow should complete with output:$/,
    (performance, _words, document) => {
      performance.ends('completed');
      expect(performance.run.output).toEqual(parse(document));
    },
  ],
  [/^the workflow should fault$/, (performance) => performance.ends('faulted')],
  [
    /^the workflow should fault with error:$/,
    (performance, _words, document) => {
      performance.ends('faulted');
      expect(performance.run.problem).toMatchObject(parse(document));
    },
  ],
  [/^the workflow should be cancelled$/, (performance) => performance.ends('cancelled')],
  [
    /^the workflow output should have properties (.+)$/,
    (performance, [list = '']) => {
      for (const [, path = ''] of list.matchAll(/'([^']+)'/g)) expect(performance.run.output).toHaveProperty(path);
    },
  ],
  [
    /^the workflow output should have a '([^']+)' property with value:$/,
    (performance, [path = ''], document) => expect(performance.run.output).toHaveProperty(path, parse(document)),
  ],
  [
    /^the workflow output should have a '([^']+)' property containing (\d+) items$/,
    (performance, [path = '', count]) => {
      expect(performance.run.output).toHaveProperty(path);
      expect(performance.run.output[path]).toHaveLength(Number(count));
    },
  ],
  [/^(\w+) should run first$/, (performance, [task]) => expect(performance.order[0]).toBe(task)],
  [/^(\w+) should run last$/, (performance, [task]) => expect(performance.order.at(-1)).toBe(task)],
  [
    /^(\w+) should run after (\w+)$/,
    (performance, [later = '', earlier = '']) =>
      expect(performance.order.indexOf(later)).toBeGreaterThan(performance.order.indexOf(earlier)),
  ],
  [
    /^(\w+) should run before (\w+)$/,
    (performance, [earlier = '', later = '']) =>
      expect(performance.order.indexOf(earlier)).toBeLessThan(performance.order.indexOf(later)),
  ],
];

/** One scenario: a process that is published, and its run. */
export class Performance {
  #processId = '';
  #input: unknown = {};
  run: Json = {};
  /** The names of the tasks, in the order they ended. */
  order: readonly string[] = [];

  private constructor(private readonly desk: ProcessDesk) {}

  static async open(app: TestApp): Promise<Performance> {
    return new Performance(await ProcessDesk.open(app));
  }

  async perform(text: string, document = ''): Promise<void> {
    for (const [pattern, work] of STEPS) {
      const words = pattern.exec(text);
      if (words) return void (await work(this, words.slice(1), document));
    }
    throw new Error(`The kit has a step that nobody knows: ${text}`);
  }

  async define(definition: string): Promise<void> {
    const { caller, processes } = this.desk;
    const { id } = expectStatus(await caller.post(processes, { name: 'Kit', definition }), 201);
    expectStatus(await caller.post(`${processes}/${id}/publish`, {}, ANY), 201);
    this.#processId = id;
  }

  take(input: unknown): void {
    this.#input = input;
  }

  async execute(): Promise<void> {
    const id = await this.desk.start(this.#processId, this.#input);
    this.run = await this.desk.until(id, 'completed', 'faulted', 'cancelled');
    this.order = (await this.desk.steps(id)).map(({ path }) => String(path).split('/').at(-1) ?? '');
  }

  ends(status: string): void {
    expect(this.run).toMatchObject({ status });
  }
}
