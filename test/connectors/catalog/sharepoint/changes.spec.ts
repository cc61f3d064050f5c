import type { Json } from '../../../support/api-client.js';
import { failureOf } from '../../../support/failure-of.js';
import { SharePointHouse } from './sharepoint-house.js';

describe('SharePoint tells what changed in a library', () => {
  let house: SharePointHouse;
  const changes = (inputs: Json = {}): Promise<Json> => house.run('listChanges', { site: house.site, ...inputs });
  const upload = (path: string, content = 'a'): Promise<Json> =>
    house.run('uploadFile', { site: house.site, path, content });

  beforeAll(async () => {
    house = await SharePointHouse.open();
  });
  beforeEach(() => house.moods());
  afterAll(() => house.close());

  it('from the moment in which it is first asked, each time since the last', async () => {
    await upload('/before.txt');
    const begun = await changes();
    expect(begun).toEqual({ items: [], hasMore: false, cursor: expect.any(String) });
    const one = await upload('/one.txt');
    await upload('/one.txt', 'changed');
    const two = await upload('/two.txt');
    const first = await changes({ cursor: begun.cursor });
    expect(first.items).toMatchObject([
      { id: one.id, name: 'one.txt', size: 7 },
      { id: two.id, name: 'two.txt' },
    ]);
    expect(first.items[0]).not.toHaveProperty('@microsoft.graph.downloadUrl');
    expect(await changes({ cursor: first.cursor })).toMatchObject({ items: [], hasMore: false });
    await house.run('deleteFile', { site: house.site, path: '/one.txt' });
    const { items } = await changes({ cursor: first.cursor });
    expect(items).toEqual([{ id: one.id, deleted: { state: 'deleted' } }]);
    // The earlier cursor still counts from where it was made.
    expect((await changes({ cursor: begun.cursor })).items).toHaveLength(2);
  });

  it('page by page, and goes on where the pages ended that were asked for', async () => {
    const { cursor } = await changes();
    // More than a page of Graph has.
    for (let number = 0; number < 203; number += 1) await upload(`/${number}.txt`);
    const part = await changes({ cursor });
    expect([part.items.length, part.hasMore]).toEqual([200, true]);
    const rest = await changes({ cursor: part.cursor });
    expect([rest.items.length, rest.hasMore]).toEqual([3, false]);
    const all = await changes({ cursor, maxPages: 5 });
    expect([all.items.length, all.hasMore]).toEqual([203, false]);
  });

  it('of that library alone, whatever the cursor says', async () => {
    const { cursor } = await changes();
    const { id: hr } = await house.run('findSite', { url: 'https://contoso.sharepoint.com/sites/hr' });
    const elsewhere = house.run('listChanges', { site: hr, cursor });
    expect(await failureOf(elsewhere)).toMatchObject({ facts: { httpStatus: 410, vendorCode: 'resyncRequired' } });
    const led = changes({ cursor: `x&$expand=children#https://elsewhere.example/` });
    expect(await failureOf(led)).toMatchObject({ facts: { httpStatus: 410 } });
    const calls = await house.journal('delta');
    expect(calls.map(({ host }) => host)).toEqual(calls.map(() => 'graph.microsoft.com'));
  });
});
