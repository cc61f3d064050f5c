import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiClient } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { connectRedox } from '../../support/story/connected-tokens.js';
import { staySilent } from '../../support/vendor-server.js';
import { type Hook, HookDesk } from './support/hook-desk.js';

/** More than a host has slots. */
const EVENTS = 12;

describe.each(engines)('A receiver that never answers on %s', (_engine, createDatabase) => {
  let desk: HookDesk;
  let admin: ApiClient;
  let slow: Hook;
  let good: Hook;
  beforeAll(async () => {
    desk = await HookDesk.open(createDatabase);
    ({ admin } = await desk.createTenant());
    [slow, good] = [await desk.hook(admin), await desk.hook(admin)];
  });
  afterAll(() => desk.close());

  it('keeps no other waiting, is asked a few times at once, and counts as failed after 15 seconds', async () => {
    let [open, most] = [0, 0];
    desk.reply(slow, (response, request) => {
      open += 1;
      most = Math.max(most, open);
      response.once('close', () => {
        open -= 1;
      });
      staySilent(response, request);
    });
    for (let index = 0; index < EVENTS; index += 1) await connectRedox(admin, { name: `Token ${index}` });
    await desk.untilGot(good, EVENTS);
    // Behind the slow one, the last of them would have come when all of those had been begun.
    expect(desk.got(slow).length).toBeLessThan(EVENTS);
    const failed = await eventually(async () => {
      const deliveries = await desk.deliveries(admin, slow);
      return deliveries.find(({ attempts }) => attempts.length > 0);
    });
    expect(failed.attempts[0]).toMatchObject({ error: { code: 'vendor-timeout' } });
    expect(failed.attempts[0].durationMs).toBeGreaterThanOrEqual(14_900);
    expect(most).toBe(4);
  });
});
