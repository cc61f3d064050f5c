import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../../../../src/kernel/ids.js';
import { Database } from '../../../../src/modules/database/database.js';
import { AccessToken } from '../../../../src/modules/tokens/access-token.entity.js';
import { createApp, createCaller, type TestTenant } from '../../../support/api-client.js';
import { engines } from '../../../support/databases.js';
import { connectSalesforce } from '../../../support/story/connected-tokens.js';
import { Draft } from '../../../support/story/drafts.js';
import { Latchkey } from '../../../support/story/latchkey.js';
import { rowOf } from '../../../support/story/rows.js';
import { RowsRead } from '../../../support/story/rows-read.js';

const MANY = 1_100;
/** What else a request reads: its key, its tenant, names, uses, proofs; and what the house does meanwhile. */
const A_FEW = 100;

describe.each(engines)('A vendor account that many access tokens share, on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let read: RowsRead;
  let tenant: TestTenant;
  let apps: readonly [string, string];
  let token: { readonly id: string };

  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    read = new RowsRead(latchkey.app);
  });
  beforeEach(async () => {
    tenant = await latchkey.createTenant();
    apps = [await createApp(tenant, 'Ours'), await createApp(tenant, 'Theirs')];
    token = await connectSalesforce(latchkey, tenant.admin, { name: 'First', appId: apps[0] });
  });
  afterAll(() => latchkey.close());

  /** Tokens of the same account beside the first one. */
  async function copy(count: number, scopeKey: string): Promise<void> {
    const pattern = await rowOf(latchkey.app, token.id);
    const rows = Array.from({ length: count }, (_each, index) => {
      const name = `Copy ${index} in ${scopeKey}`;
      const ids = { id: newId('token'), name, nameFolded: name.toLowerCase(), scopeKey, nextRenewalAt: null };
      return Object.assign(new AccessToken(), pattern, ids);
    });
    await latchkey.app.nest.get(Database).write(async (manager) => {
      for (let from = 0; from < count; from += 100) await manager.insert(AccessToken, rows.slice(from, from + 100));
    });
  }

  it('is shown without a look at each of them', async () => {
    await copy(MANY, apps[0]);
    const { rows, answer } = await read.during(() => tenant.admin.get(`/v1/access-tokens/${token.id}`));
    expect(answer.body.sharedGrants).toMatchObject({ cap: 5, used: 1_000 });
    expect(answer.body.sharedGrants.others).toHaveLength(20);
    expect(rows).toBeLessThan(A_FEW);
    expect(rows).toBeGreaterThan(0);
  });

  it('is shown on a page of the list without a look at each of them', async () => {
    await copy(MANY, apps[0]);
    const { rows, answer } = await read.during(() => tenant.admin.get('/v1/access-tokens?limit=10'));
    expect(answer.body.items).toHaveLength(10);
    expect(answer.body.items[9].sharedGrants).toMatchObject({ used: 1_000 });
    expect(rows).toBeLessThan(A_FEW);
  });

  it('is joined by one more without a look at each of them', async () => {
    await copy(MANY, apps[0]);
    const draft = await Draft.begin(tenant.admin, { tokenId: token.id });
    await draft.connect(latchkey.browser());
    const { rows, answer } = await read.during(() => draft.view());
    expect(answer.warnings).toContainEqual({
      code: 'shared-grants',
      message: expect.stringMatching(/999 or more.*Among them: /),
    });
    expect(rows).toBeLessThan(A_FEW);
    expect((await read.during(() => draft.finish())).rows).toBeLessThan(A_FEW);
  });

  it('names to a designer those of his app, however many there are in others', async () => {
    await copy(MANY, apps[1]);
    await copy(3, apps[0]);
    const designer = await createCaller(tenant.admin, { rights: ['manage-app'], appId: apps[0] });
    const { rows, answer } = await read.during(() => designer.get(`/v1/access-tokens/${token.id}`));
    const { used, others } = answer.body.sharedGrants;
    expect(used).toBe(1_000);
    expect(others).toHaveLength(3);
    for (const { scope } of others) expect(scope).toBe(apps[0]);
    expect(rows).toBeLessThan(A_FEW);
  });
});
