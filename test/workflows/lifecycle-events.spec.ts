import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HTTP } from 'cloudevents';
import { Database } from '../../src/modules/database/database.js';
import { LIFECYCLE_TYPES } from '../../src/modules/events/lifecycle-types.js';
import { StoredEvent } from '../../src/modules/events/outbox/stored-event.entity.js';
import { type Hook, HookDesk, verified } from '../modules/webhooks/support/hook-desk.js';
import { createApp, type Json, type TestTenant } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { connectRedox } from '../support/story/connected-tokens.js';
import { json, loseAnswer } from '../support/vendor-server.js';
import { carriers } from './support/carriers.js';
import { ProcessDesk } from './support/process-desk.js';

const WORKFLOW = Object.keys(LIFECYCLE_TYPES).filter((type) => type.includes('.workflow.'));
const TASK = Object.keys(LIFECYCLE_TYPES).filter((type) => type.includes('.task.'));
const SET = "  - note: { set: { patient: 'Jane Roe' } }";
const PARKS =
  "  - who: { call: http, with: { method: get, endpoint: { uri: 'https://api.redoxengine.com/', authentication: { use: Later } } } }";

describe.each(carriers)('Lifecycle events on %s', (_carrier, createDatabase) => {
  let hooks: HookDesk;
  let tenant: TestTenant;
  let desk: ProcessDesk;
  beforeAll(async () => {
    hooks = await HookDesk.open(createDatabase);
  });
  beforeEach(async () => {
    tenant = await hooks.createTenant();
    desk = await ProcessDesk.of(tenant, 'Clinic');
  });
  afterAll(() => hooks.close());

  const subscribe = (types: readonly string[], wish: Json = {}) => hooks.hook(tenant.admin, { types, ...wish });
  /** What a webhook got of a run, in the order that the events give themselves. */
  const told = (hook: Hook, runId: string): Json[] =>
    hooks
      .got(hook)
      .map(({ body }) => JSON.parse(body))
      .filter(({ subject }) => subject === runId)
      .toSorted((one, other) => Number(one.sequence) - Number(other.sequence));
  const kinds = (events: readonly Json[]) => events.map(({ type }) => /\.(\w+\.[\w-]+)\.v1$/.exec(type)?.[1]);
  async function untilTold(hook: Hook, runId: string, ...[last, least = 1]: [string, number?]): Promise<Json[]> {
    await hooks.untilGot(hook, 1);

    return eventually(() => {
      const events = told(hook, runId);
      const isWhole = events.every(({ sequence }, index) => Number(sequence) === index + 1);
      return isWhole && events.length >= least && kinds(events).includes(last) ? events : undefined;
    });
  }

  it('are CloudEvents that say what the specification asks for, signed like all others', async () => {
    const hook = await subscribe(WORKFLOW);
    const processId = await desk.publish('Greeting', SET, 'greeting');
    const runId = await desk.start(processId);
    const events = await untilTold(hook, runId, 'workflow.completed', 4);
    expect(kinds(events)).toEqual([
      'workflow.started',
      'workflow.status-changed',
      'workflow.completed',
      'workflow.status-changed',
    ]);
    const [request] = hooks.got(hook);
    if (!request) throw new Error('nothing was sent');
    expect(request.headers['content-type']).toBe('application/cloudevents+json');
    const parsed = HTTP.toEvent({ headers: request.headers as Record<string, string>, body: request.body }) as Json;
    expect(parsed.validate()).toBe(true);
    expect(verified(hook.secret, request)).toMatchObject({ id: request.headers['webhook-id'] });
    expect(events[0]).toEqual({
      specversion: '1.0',
      id: expect.stringMatching(/^evt_/),
      source: `http://localhost:3000/v1/runs/${runId}`,
      type: 'io.serverlessworkflow.workflow.started.v1',
      subject: runId,
      ...{ time: expect.any(String), timestamp: expect.any(String), datacontenttype: 'application/json' },
      ...{ sequence: '1', sequencetype: 'Integer' },
      data: {
        subject: { kind: 'run', id: runId, name: 'greeting' },
        appId: desk.appId,
        name: `greeting-${runId}.test`,
        definition: { namespace: 'test', name: 'greeting', version: '1.0.0' },
        ...{ processId, processVersion: 1 },
        startedAt: (await desk.run(runId)).startedAt,
      },
    });
    expect(events[2]?.data).toMatchObject({ name: `greeting-${runId}.test`, completedAt: expect.any(String) });
    expect(events.map(({ data }) => data.status)).toEqual([undefined, 'running', undefined, 'completed']);
  });

  it('hold neither input nor output nor the words of an error, which not all who get events may read', async () => {
    const hook = await subscribe([...WORKFLOW, ...TASK]);
    const raise =
      "  - no: { raise: { error: { type: 'https://example.com/no', status: 409, title: No, detail: '${ .patient }' } } }";
    const runId = await desk.start(await desk.publish('Failing', `${SET}\n${raise}`), { canary: 'canary-4711' });
    const events = await untilTold(hook, runId, 'workflow.faulted');
    const error = { type: 'https://example.com/no', status: 409, title: 'No', instance: '/do/1/no' };
    expect(events.find(({ type }) => type.includes('workflow.faulted'))?.data).toMatchObject({ error });
    expect(events.find(({ type }) => type.includes('task.faulted'))?.data).toMatchObject({ error, task: '/do/1/no' });
    expect(JSON.stringify(events)).not.toMatch(/Jane Roe|canary-4711/);
    expect((await desk.run(runId)).problem.detail).toBe('Jane Roe');
  });

  it('tell that a run waits for a person, and that it goes on', async () => {
    const hook = await subscribe([...WORKFLOW, ...TASK]);
    const runId = await desk.start(await desk.publish('Early', PARKS));
    const parked = await untilTold(hook, runId, 'workflow.suspended');
    const suspended = parked.find(({ type }) => type.includes('workflow.suspended'));
    expect(suspended?.data.reasons).toEqual([{ kind: 'token', code: 'token-not-found', token: 'Later' }]);
    await connectRedox(tenant.admin, { name: 'Later' });
    const events = await untilTold(hook, runId, 'workflow.faulted');
    expect(kinds(events).filter((kind) => !kind?.includes('status-changed'))).toEqual([
      'workflow.started',
      'task.created',
      'task.started',
      'task.suspended',
      'workflow.suspended',
      'workflow.resumed',
      'task.resumed',
      'task.faulted',
      'workflow.faulted',
    ]);
    // The vendor has no such page; it was asked with the token.
    const asked = events.find(({ type }) => type.includes('task.faulted'));
    expect(asked?.data).toMatchObject({ task: '/do/0/who', token: { name: 'Later', scope: 'global', generation: 1 } });
  });

  it('tell of tasks in tasks when each begins and ends, and of attempts', async () => {
    const hook = await subscribe(TASK.filter((type) => !type.includes('status-changed')));
    const host = await subscribe([]);
    let isUp = false;
    hooks.reply(host, (response, request) => {
      (isUp ? json({}) : json({}, 503))(response, request);
      isUp = true;
    });
    const call = `{ call: http, with: { method: get, endpoint: 'https://${host.host}/' } }`;
    const policy =
      '{ errors: { with: { status: 503 } }, retry: { delay: { milliseconds: 1 }, limit: { attempt: { count: 3 } } } }';
    const tasks = [
      `  - each:\n      for: { in: '[1, 2]' }\n      do:\n        - mark: { set: { done: true } }`,
      `  - again:\n      try:\n        - ask: ${call}\n      catch: ${policy}`,
    ];
    const runId = await desk.start(await desk.publish('Nested', tasks.join('\n')));
    await desk.until(runId, 'completed');
    const events = await untilTold(hook, runId, 'task.retried', 19);
    const lines = events.map(({ type, data }) => `${/task\.(\w+)/.exec(type)?.[1]} ${data.instance}`);
    expect(lines.filter((line) => !line.startsWith('created'))).toEqual([
      'started /do/0/each',
      'started /do/0/each[0]/do/0/mark',
      'completed /do/0/each[0]/do/0/mark',
      'started /do/0/each[1]/do/0/mark',
      'completed /do/0/each[1]/do/0/mark',
      'completed /do/0/each',
      'started /do/1/again',
      'started /do/1/again/try/0/ask',
      'faulted /do/1/again/try/0/ask',
      'retried /do/1/again',
      'started /do/1/again~2/try/0/ask',
      'completed /do/1/again~2/try/0/ask',
      'completed /do/1/again',
    ]);
    expect(events.find(({ data }) => data.instance.includes('[1]'))?.data.task).toBe('/do/0/each/do/0/mark');
  });

  it('tell that a task is done when a person says that it had its effect', async () => {
    const hook = await subscribe(TASK.filter((type) => !type.includes('status-changed')));
    const host = await subscribe([]);
    hooks.reply(host, loseAnswer);
    const call = `{ call: http, with: { method: post, endpoint: 'https://${host.host}/', body: {} } }`;
    const runId = await desk.start(await desk.publish('Doubtful', `  - make: ${call}\n  - after: { set: { a: 1 } }`));
    await desk.until(runId, 'unknown-outcome');
    const decision = { decision: 'skip', output: { made: true } };
    expect((await desk.caller.post(`/v1/runs/${runId}/decision`, decision)).status).toBe(200);
    await desk.until(runId, 'completed');
    const events = await untilTold(hook, runId, 'task.completed', 8);
    const lines = events.map(({ type, data }) => `${/task\.(\w+)/.exec(type)?.[1]} ${data.instance}`);
    expect(lines.filter((line) => line.endsWith('/make'))).toEqual([
      'created /do/0/make',
      'started /do/0/make',
      'suspended /do/0/make',
      'resumed /do/0/make',
      'completed /do/0/make',
    ]);
  });

  it('tell when a run listens, and which tasks a cancelled run leaves', async () => {
    const hook = await subscribe([...WORKFLOW, ...TASK]);
    const listen = "  - hear: { listen: { to: { one: { with: { type: 'com.example.said' } } } } }";
    const runId = await desk.start(await desk.publish('Listening', `  - outer:\n      do:\n      ${listen}`));
    await desk.until(runId, 'waiting');
    expect(kinds(await untilTold(hook, runId, 'workflow.correlation-started'))).not.toContain('workflow.suspended');
    await desk.caller.post(`/v1/runs/${runId}/cancel`, {});
    const events = await untilTold(hook, runId, 'workflow.cancelled');
    const cancelled = events.filter(({ type }) => type.includes('task.cancelled')).map(({ data }) => data.task);
    expect(cancelled).toEqual(['/do/0/outer/do/0/hear', '/do/0/outer']);
  });

  it('go only to webhooks that name them, of the tenant and of the app', async () => {
    const all = await subscribe([]);
    const other = await subscribe(WORKFLOW, { appId: await createApp(tenant, 'Other') });
    const own = await subscribe(WORKFLOW, { appId: desk.appId });
    const stranger = await hooks.createTenant();
    const strange = await hooks.hook(stranger.admin, { types: WORKFLOW });
    const runId = await desk.start(await desk.publish('Greeting', SET));
    await untilTold(own, runId, 'workflow.completed');
    for (const hook of [all, other, strange]) expect(told(hook, runId)).toEqual([]);
    expect((await tenant.admin.get('/v1/events')).body.items).toEqual([]);
    const asked = await tenant.admin.get('/v1/events?type=io.serverlessworkflow.workflow.completed.v1');
    expect(asked.body.items).toMatchObject([{ subject: runId, specversion: '1.0' }]);
    expect(
      (await stranger.admin.get('/v1/events?type=io.serverlessworkflow.workflow.completed.v1')).body.items,
    ).toEqual([]);
  });

  it('are not even recorded while nobody asks, and are from the moment that somebody does', async () => {
    const processId = await desk.publish('Early', PARKS);
    const runId = await desk.start(processId);
    await desk.until(runId, 'parked');
    const stored = () =>
      hooks.app.nest.get(Database).reader.countBy(StoredEvent, { tenantId: tenant.id, subjectKind: 'run' });
    expect(await stored()).toBe(0);
    const hook = await subscribe(['io.serverlessworkflow.workflow.cancelled.v1']);
    await desk.caller.post(`/v1/runs/${runId}/cancel`, {});
    expect(kinds(await untilTold(hook, runId, 'workflow.cancelled'))).toEqual(['workflow.cancelled']);
    expect(await stored()).toBe(1);
    await tenant.admin.patch(`/v1/webhooks/${hook.id}`, { types: [] }, { 'if-match': '*' });
    await desk.caller.post(`/v1/runs/${await desk.start(processId)}/cancel`, {});
    expect(await stored()).toBe(1);
  });
});
