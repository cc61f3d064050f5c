import {
  type Answer,
  ApiClient,
  createApp,
  createTenant,
  type Json,
  type TestTenant,
} from '../../support/api-client.js';
import type { TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';

export const ANY = { 'if-match': '*' };
const headOf = (name: string) => `document: { dsl: '1.0.3', namespace: test, name: ${name}, version: '1.0.0' }\n`;

/** A definition from its tasks. */
export const definition = (tasks: string, name = 'test') => `${headOf(name)}do:\n${tasks}`;
/** A definition whose runs begin by themselves. */
export const scheduled = (schedule: string, tasks = '  - rest: { set: { done: true } }') =>
  `${headOf('test')}schedule: ${schedule}\ndo:\n${tasks}`;

/** One app of a tenant, seen by somebody who makes processes and runs them. */
export class ProcessDesk {
  private constructor(
    readonly tenant: TestTenant,
    readonly appId: string,
    readonly caller: ApiClient,
  ) {}

  static async open(app: Pick<TestApp, 'url'>): Promise<ProcessDesk> {
    return ProcessDesk.of(await createTenant(app), 'Clinic');
  }

  static async of(tenant: TestTenant, name: string): Promise<ProcessDesk> {
    return new ProcessDesk(tenant, await createApp(tenant, name), tenant.admin);
  }

  /** The same desk at a server that was started again. */
  at(server: { readonly url: string }): ProcessDesk {
    return new ProcessDesk(this.tenant, this.appId, new ApiClient(server.url, this.caller.key));
  }

  get processes(): string {
    return `/v1/apps/${this.appId}/processes`;
  }

  /** Creates and publishes; answers the process's id. @param head the name in the definition's head */
  async publish(name: string, tasks: string, head?: string): Promise<string> {
    const wanted = { name, definition: definition(tasks, head) };
    const created = expectStatus(await this.caller.post(this.processes, wanted), 201);
    expectStatus(await this.caller.post(`${this.processes}/${created.id}/publish`, {}, ANY), 201);
    return created.id;
  }

  async start(processId: string, input: unknown = {}): Promise<string> {
    return expectStatus(await this.caller.post(`${this.processes}/${processId}/runs`, { input }), 201).id;
  }

  async run(runId: string): Promise<Json> {
    return expectStatus(await this.caller.get(`/v1/runs/${runId}`), 200);
  }

  /** The run once it is in one of these states. */
  until(runId: string, ...states: string[]): Promise<Json> {
    return eventually(async () => {
      const run = await this.run(runId);
      return states.includes(run.status) ? run : undefined;
    });
  }

  async steps(runId: string): Promise<Json[]> {
    return expectStatus(await this.caller.get(`/v1/runs/${runId}/steps?limit=200`), 200).items;
  }
}

export function expectStatus(answer: Answer, status: number): Json {
  if (answer.status !== status)
    throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
