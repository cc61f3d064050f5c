import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RenewalTimer } from '../../../src/modules/renewal/renewal-timer.js';
import type { ApiClient, Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { connectDropbox, connectNetSuite, connectRedox } from '../../support/story/connected-tokens.js';
import { ANY } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { ageToken } from '../../support/story/rows.js';

const HOUR = 3_600;

describe.each(engines)('The clock on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let admin: ApiClient;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    ({ admin } = await latchkey.createTenant());
  });
  afterAll(() => latchkey.close());

  const tokenNow = async (id: string) => (await admin.get(`/v1/access-tokens/${id}`)).body;
  const age = (token: Json, seconds: number) => ageToken(latchkey.app, token.id, seconds);

  /** Looks for due tokens until one that certainly is due was renewed: whoever was due with it has had a turn too. */
  async function lookForDue(): Promise<void> {
    const marker = await connectRedox(admin, { name: `Marker ${Math.random().toString(36).slice(2)}` });
    await age(marker, HOUR);
    await latchkey.app.nest.get(RenewalTimer).lookForDue();
    await eventually(async () => (await tokenNow(marker.id)).generation === 2);
  }

  it('renews a token when it reaches the age of its renewal rate, and not before', async () => {
    const [young, old] = [await connectRedox(admin, { name: 'Young' }), await connectRedox(admin, { name: 'Old' })];
    await age(young, HOUR - 300);
    await age(old, HOUR);
    await lookForDue();
    await eventually(async () => (await tokenNow(old.id)).generation === 2);
    expect(await tokenNow(young.id)).toMatchObject({ generation: 1 });
    const renewed = await tokenNow(old.id);
    expect(Date.parse(renewed.nextRenewalAt)).toBeGreaterThan(Date.now() + 0.9 * HOUR * 1_000);
    expect((await admin.get(`/v1/access-tokens/${old.id}/renewals`)).body.items).toMatchObject([
      { trigger: 'timer', outcome: 'renewed', generation: 1, settledAt: expect.any(String) },
    ]);
  });

  it('renews before the real expiry, however long the rate is', async () => {
    const token = await connectDropbox(latchkey, admin, { name: 'Dropbox', renewalRate: 'every-day' });
    await age(token, 4 * HOUR - 500);
    await lookForDue();
    await eventually(async () => (await tokenNow(token.id)).generation === 2);
  });

  it('leaves alone what is disabled, what issues nothing, and what was changed to disabled', async () => {
    const quiet = [
      await connectDropbox(latchkey, admin, { name: 'Disabled', renewalRate: 'disabled' }),
      await connectNetSuite(admin, { name: 'NetSuite' }),
      await connectRedox(admin, { name: 'Changed' }),
    ];
    const [, , changed] = quiet;
    await admin.patch(`/v1/access-tokens/${changed.id}`, { renewalRate: 'disabled' }, ANY);
    for (const token of quiet) await age(token, 30 * 24 * HOUR);
    await lookForDue();
    const generations = await Promise.all(quiet.map(async ({ id }) => (await tokenNow(id)).generation));
    expect(generations).toEqual([1, 1, 2]);
  });

  it('renews a disabled token that has expired as soon as somebody asks for it', async () => {
    const token = await connectRedox(admin, { name: 'Asked', renewalRate: 'disabled' });
    await age(token, 25 * HOUR);
    expect((await admin.post(`/v1/access-tokens/${token.id}/test`, {})).body).toMatchObject({ generation: 2 });
  });

  it('renews each of many due tokens once', async () => {
    const tokens: Json[] = [];
    for (let index = 0; index < 40; index += 1) tokens.push(await connectRedox(admin, { name: `Token ${index}` }));
    await latchkey.vendors.clearJournal('redox');
    for (const token of tokens) await age(token, HOUR);
    await eventually(async () => {
      await latchkey.app.nest.get(RenewalTimer).lookForDue();
      const generations = await Promise.all(tokens.map(async ({ id }) => (await tokenNow(id)).generation));
      return generations.every((generation) => generation === 2);
    });
    expect(await latchkey.vendors.journal('redox', 'refreshToken')).toHaveLength(40);
  });

  it('goes on looking after a failed renewal, and comes back to it later', async () => {
    const token = await connectRedox(admin, { name: 'Unlucky' });
    // Left alone for so long, so that nobody renews it while the test lets it age.
    await latchkey.vendors.mood('redox', { kind: 'throttles', endpoint: 'refreshToken', seconds: 1_800 });
    await age(token, HOUR);
    await latchkey.app.nest.get(RenewalTimer).lookForDue();
    const failed = await eventually(async () => {
      const now = await tokenNow(token.id);
      return now.failures > 0 && now;
    });
    expect(failed).toMatchObject({ generation: 1, state: { name: 'connected', reason: { remedy: 'wait' } } });
    expect(failed.nextRenewalAt).toBeDefined();
    await latchkey.vendors.mood('redox');
    await age(token, 3_600);
    await lookForDue();
    await eventually(async () => (await tokenNow(token.id)).generation === 2);
    expect(await tokenNow(token.id)).toMatchObject({ failures: 0, state: { name: 'connected' } });
  });
});
