import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RenewalService } from '../../../src/modules/renewal/renewal.service.js';
import { TokensRepository } from '../../../src/modules/tokens/tokens.repository.js';
import type { ApiClient, TestTenant } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { connectRedox } from '../../support/story/connected-tokens.js';
import { beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

const DAY = 24 * 3_600;

describe.each(engines)('Many callers that find the same expired token on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let tenant: TestTenant;
  let appId: string;
  let runner: ApiClient;
  let tokenId: string;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    ({ tenant, appId, runner } = await beginJourney(latchkey, 'global', 'Redox'));
    tokenId = (await connectRedox(tenant.admin, { name: 'Redox', renewalRate: 'disabled' })).id;
    await latchkey.passTime(DAY + 1);
    await latchkey.vendors.clearJournal('redox');
  });
  afterAll(() => latchkey.close());

  const resolve = (caller: ApiClient) => caller.post('/v1/resolutions', { name: 'Redox' });

  it('cause one vendor call, and all get its result', async () => {
    await latchkey.vendors.mood('redox', { kind: 'slow', endpoint: 'refreshToken', ms: 200, times: 1 });
    const answers = await Promise.all(Array.from({ length: 200 }, () => resolve(runner)));
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body.token.generation).toBe(2);
    }
    const values = new Set(answers.map(({ body }) => body.credential.headers.authorization));
    expect(values.size).toBe(1);
    expect(await latchkey.vendors.journal('redox')).toMatchObject([{ endpoint: 'refreshToken', status: 200 }]);
  });

  it('cause one vendor call also when it fails, and are all told to wait', async () => {
    // Whoever comes after the failure is told the same, however slow the machine is.
    await latchkey.vendors.mood('redox', { kind: 'throttles', endpoint: 'refreshToken', seconds: 300 });
    const answers = await Promise.all(Array.from({ length: 100 }, () => resolve(runner)));
    await latchkey.vendors.mood('redox');
    for (const { status, body } of answers) {
      expect(status).toBe(503);
      expect(body).toMatchObject({ remedy: 'wait' });
    }
    expect(await latchkey.vendors.journal('redox')).toHaveLength(1);
    expect((await tenant.admin.get(`/v1/access-tokens/${tokenId}`)).body).toMatchObject({
      generation: 1,
      failures: 1,
      state: { name: 'unreachable' },
    });
  });

  it('and one who has seen its result already, share nothing: the next one is renewed for him', async () => {
    const [tokens, renewals] = [latchkey.app.nest.get(TokensRepository), latchkey.app.nest.get(RenewalService)];
    const seen = await tokens.findById(tenant.id, tokenId);
    if (!seen) throw new Error('The token is gone');
    await latchkey.vendors.mood('redox', { kind: 'slow', endpoint: 'refreshToken', ms: 300, times: 1 });
    const [first, second] = await Promise.all([
      renewals.renew(seen, 'person'),
      renewals.renew({ ...seen, generation: 2 }, 'person'),
    ]);
    expect([first.generation, second.generation]).toEqual([2, 3]);
    expect(await latchkey.vendors.journal('redox')).toHaveLength(2);
  });

  it('of two tokens do not wait for each other', async () => {
    await connectRedox(tenant.admin, { name: 'Fresh', renewalRate: 'disabled' });
    await tenant.admin.patch(`/v1/apps/${appId}`, { declaredTokens: ['Redox', 'Fresh'] }, { 'if-match': '*' });
    await latchkey.vendors.mood('redox', { kind: 'slow', endpoint: 'refreshToken', ms: 25_000, times: 1 });
    const slow = resolve(runner);
    await eventually(async () => (await latchkey.vendors.waiting('redox')).length === 1);
    expect((await runner.post('/v1/resolutions', { name: 'Fresh' })).status).toBe(200);
    expect(await latchkey.vendors.waiting('redox')).toHaveLength(1);
    await latchkey.vendors.letGo('redox');
    expect((await slow).status).toBe(200);
  });
});
