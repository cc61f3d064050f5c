import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCaller, createTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { expectStatus, ProcessDesk } from '../support/process-desk.js';

const hear = (type: string, name = 'hear') => `  - ${name}: { listen: { to: { one: { with: { type: ${type} } } } } }\n`;

describe.each(engines)('one run that is told an event on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let desk: ProcessDesk;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
    desk = await ProcessDesk.open(app);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });
  let ids = 0;
  const event = (type: string, data: unknown = {}) => {
    ids += 1;
    return { specversion: '1.0', id: `s${ids}`, source: 'https://desk.example.com', type, data };
  };
  async function tell(runId: string, body: unknown, key = desk.caller.key) {
    const response = await fetch(`${app.url}/v1/runs/${runId}/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }
  const listening = (id: string) => eventually(async () => (await desk.run(id)).waits[0]?.kind === 'event');

  it('goes on with it, and no other run hears it; a second time it does nothing', async () => {
    const processId = await desk.publish('Approval', `${hear('approved')}${hear('approved', 'again')}`);
    const [id, other] = [await desk.start(processId), await desk.start(processId)];
    await listening(id);
    await listening(other);
    const first = event('approved', { by: 'Ada' });
    expect(await tell(id, first)).toEqual({ status: 202, body: { accepted: 1 } });
    await eventually(async () => (await desk.run(id)).waits[0]?.step === '/do/1/again');
    expect(await tell(id, first)).toMatchObject({ status: 202 });
    expect(await desk.run(id)).toMatchObject({ status: 'waiting' });
    await tell(id, event('approved', { by: 'Grace' }));
    expect(await desk.until(id, 'completed')).toMatchObject({ output: [{ by: 'Grace' }] });
    expect(await desk.run(other)).toMatchObject({ status: 'waiting', waits: [{ step: '/do/0/hear' }] });
    expect(await tell(other, first)).toMatchObject({ status: 202 });
    await eventually(async () => (await desk.run(other)).waits[0]?.step === '/do/1/again');
  });

  it('takes it when it is resumed, if it is suspended', async () => {
    const id = await desk.start(await desk.publish('Suspended', hear('later')));
    await listening(id);
    expectStatus(await desk.caller.post(`/v1/runs/${id}/suspend`, {}), 200);
    expect(await tell(id, event('later', { a: 1 }))).toMatchObject({ status: 202 });
    expect(await desk.run(id)).toMatchObject({ status: 'suspended' });
    expectStatus(await desk.caller.post(`/v1/runs/${id}/resume`, {}), 200);
    expect(await desk.until(id, 'completed')).toMatchObject({ output: [{ a: 1 }] });
  });

  it('is not told what it does not listen for, nor by strangers, nor after its end', async () => {
    const id = await desk.start(await desk.publish('Picky', hear('wanted')));
    await listening(id);
    const early = event('unwanted');
    for (let times = 0; times < 2; times++) {
      expect(await tell(id, early)).toMatchObject({
        status: 409,
        body: { code: 'run-not-listening', remedy: 'fix-request', eventType: 'unwanted' },
      });
    }
    const stranger = await createTenant(app);
    const designer = await createCaller(desk.caller, { rights: ['manage-app'], appId: desk.appId });
    expect(await tell(id, event('wanted'), stranger.admin.key)).toMatchObject({ status: 404 });
    expect(await tell(id, event('wanted'), designer.key)).toMatchObject({ status: 403 });
    expect(await tell(id, event('wanted'), 'lk_wrong')).toMatchObject({ status: 401 });
    expect(await tell(id, { type: 'wanted' })).toMatchObject({ status: 400, body: { remedy: 'fix-request' } });
    expectStatus(await desk.caller.post(`/v1/runs/${id}/cancel`, {}), 200);
    expect(await tell(id, event('wanted'))).toMatchObject({ status: 409, body: { code: 'run-ended' } });
  });
});
