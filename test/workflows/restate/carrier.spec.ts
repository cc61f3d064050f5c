import { connect } from 'node:http2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { createOnRestate, type RestateDatabase } from '../support/carriers.js';
import { expectStatus, ProcessDesk } from '../support/process-desk.js';

const KEY = 'publickeyv1_2G8dCQhArfvGpzPw5Vx2ALciR4xCLHfS5YaT93XjNxX9';

describe('Restate as the carrier of runs', () => {
  let database: RestateDatabase;
  let app: TestApp;
  let desk: ProcessDesk;
  beforeAll(async () => {
    database = await createOnRestate({ LATCHKEY_RESTATE_LONGEST_WAIT: '1' });
    app = await startApp({ database });
    desk = await ProcessDesk.open(app);
  });
  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });
  const begin = async (name: string, tasks: string) => desk.start(await desk.publish(name, tasks));
  const underWay = async (id: string) => {
    const sql = `SELECT id FROM sys_invocation WHERE target_service_key LIKE '${id}%' AND status <> 'completed'`;
    return (await database.restate.query(sql)).length;
  };

  it('is left by a run that waits long, which goes on when the time has come', async () => {
    const id = await begin('Long', '  - pause: { wait: { seconds: 6 } }\n  - after: { set: { isOver: true } }');
    await desk.until(id, 'waiting');
    await eventually(async () => (await underWay(id)) === 0);
    expect((await desk.until(id, 'completed', 'faulted')).output).toEqual({ isOver: true });
  });

  it('is left by a run that waits for a person, which goes on when it is told', async () => {
    const id = await begin('Deaf', '  - hear: { listen: { to: { one: { with: { type: called } } } } }');
    await desk.until(id, 'waiting');
    await eventually(async () => (await underWay(id)) === 0);
    const event = { specversion: '1.0', id: 'one', source: 'https://ward.example.com', type: 'called', data: 7 };
    const options = { method: 'POST', body: JSON.stringify(event) };
    const headers = { authorization: `Bearer ${desk.caller.key}`, 'content-type': 'application/cloudevents+json' };
    await fetch(`${app.url}/v1/apps/${desk.appId}/events`, { ...options, headers });
    expect((await desk.until(id, 'completed', 'faulted')).output).toEqual([7]);
  });

  it('is left by a run that is suspended, which goes on when it is resumed', async () => {
    const id = await begin('Paused', '  - pause: { wait: { seconds: 30 } }');
    await desk.until(id, 'waiting');
    expectStatus(await desk.caller.post(`/v1/runs/${id}/suspend`, {}), 200);
    await eventually(async () => (await underWay(id)) === 0);
    expect(await desk.run(id)).toMatchObject({ status: 'suspended', waits: [{ kind: 'time' }] });
    expectStatus(await desk.caller.post(`/v1/runs/${id}/resume`, {}), 200);
    await desk.until(id, 'waiting');
    expectStatus(await desk.caller.post(`/v1/runs/${id}/cancel`, {}), 200);
    await eventually(async () => (await underWay(id)) === 0);
  });

  it('goes on with a run that failed and is retried', async () => {
    const inner = '{ inner: { run: { workflow: { namespace: test, name: missing-yet, version: latest } } } }';
    const id = await begin('Failed', `  - ${inner}`);
    await desk.until(id, 'faulted');
    await desk.publish('Missing yet', '  - one: { set: { isThere: true } }', 'missing-yet');
    expectStatus(await desk.caller.post(`/v1/runs/${id}/retry`, {}), 200);
    expect((await desk.until(id, 'completed')).output).toEqual({ isThere: true });
  });

  it('cannot be changed for another one while runs are under way', async () => {
    const id = await begin('Standing', '  - pause: { wait: { days: 3 } }');
    await desk.until(id, 'waiting');
    await app.close();
    await expect(startApp({ database, environment: { LATCHKEY_ENGINE: 'embedded' } })).rejects.toMatchObject({
      code: 'engines-mixed',
    });
    app = await startApp({ database });
    desk = desk.at(app);
    expectStatus(await desk.caller.post(`/v1/runs/${id}/cancel`, {}), 200);
  });

  it('is believed only with a signature, once its key is known', async () => {
    await app.close();
    app = await startApp({ database, environment: { RESTATE_IDENTITY_KEYS: KEY, RESTATE_ADMIN_URL: '' } });
    const port = database.environment.LATCHKEY_RESTATE_PORT;
    const status = (path: string) =>
      new Promise((resolve, reject) => {
        const session = connect(`http://127.0.0.1:${port}`);
        session.once('error', reject);
        const request = session.request({ ':path': path, accept: 'application/vnd.restate.endpointmanifest.v3+json' });
        request.once('response', (headers) => resolve(headers[':status']));
        request.once('close', () => session.close());
        request.resume().end();
      });
    expect(await status('/journal-1/discover')).toBe(401);
    expect(await status('/journal-0/discover')).toBe(404);
    expect(await status('/health')).toBe(200);
  });
});
