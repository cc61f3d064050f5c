import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTenant, type Json } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { connectDropbox } from '../support/story/connected-tokens.js';
import { Latchkey } from '../support/story/latchkey.js';
import { ANY, ProcessDesk } from './support/process-desk.js';

const list = (name: string) => `  - ${name}: { call: dropbox.listFolder, with: { token: Files, path: '' } }`;

describe.each(engines)('runs whose token is switched off on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let desk: ProcessDesk;
  let token: Json;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  afterAll(() => latchkey.close());
  beforeEach(async () => {
    desk = await ProcessDesk.of(await createTenant(latchkey.app), 'Clinic');
    token = await connectDropbox(latchkey, desk.caller, { name: 'Files' });
  });

  const turn = (way: 'disable' | 'enable') => desk.caller.post(`/v1/access-tokens/${token.id}/${way}`, {}, ANY);

  it('park, say so, and go on when it is enabled', async () => {
    const processId = await desk.publish('Files', list('list'));
    await turn('disable');
    const id = await desk.start(processId);
    const parked = await desk.until(id, 'parked', 'completed', 'faulted');
    expect(parked).toMatchObject({
      status: 'parked',
      waits: [{ kind: 'token', token: 'Files', code: 'token-disabled' }],
    });
    await turn('enable');
    await desk.until(id, 'completed');
    expect(await desk.steps(id)).toMatchObject([
      { outcome: 'parked' },
      { kind: 'signal' },
      { outcome: 'done', token: { name: 'Files', generation: 1 } },
    ]);
  });

  it('prove the connection with what they do', async () => {
    await latchkey.passTime(7_200);
    const health = async () => (await desk.caller.get(`/v1/access-tokens/${token.id}`)).body.health;
    const before = await health();
    const id = await desk.start(await desk.publish('Files', list('list')));
    await desk.until(id, 'completed');
    expect(await health()).toMatchObject({ isHealthy: true, provedBy: 'use' });
    expect(before).toMatchObject({ isHealthy: false });
  });
});
