import { microsoftAccounts } from '../../../../sandbox/microsoft/accounts.js';
import type { Json } from '../../../support/api-client.js';
import { failureOf } from '../../../support/failure-of.js';
import { SharePointHouse } from './sharepoint-house.js';

const { users } = microsoftAccounts;

describe('SharePoint', () => {
  let house: SharePointHouse;

  beforeAll(async () => {
    house = await SharePointHouse.open();
  });

  beforeEach(() => house.moods());

  afterAll(() => house.close());

  describe('shows its sites', () => {
    it('by words, and what they hold', async () => {
      const found = await house.run('searchSites', { words: 'clinic' });
      expect(found.items.map(({ webUrl }: Json) => webUrl)).toContain('https://contoso.sharepoint.com/sites/clinic');
      expect(await house.run('listLists', { site: house.site })).toMatchObject({
        hasMore: false,
        items: [{ name: 'Visits' }],
      });
      const columns = await house.run('listColumns', { site: house.site, list: 'Clinic Visits' });
      expect(columns.items).toContainEqual(
        expect.objectContaining({ name: 'Visit_x0020_Date', displayName: 'Visit Date' }),
      );
    });

    it('as choices, each step after the one before', async () => {
      const list = await house.choices('listItems', 'list', { site: house.site });
      expect(await house.choices('listItems', 'site', {})).toContainEqual({ value: house.site, label: 'Clinic' });
      expect(list).toEqual([{ value: expect.any(String), label: 'Clinic Visits' }]);
      expect(await house.choices('listItems', 'list', {})).toEqual([]);
      expect(await house.choices('listItems', 'columns', { site: house.site, list: list[0]?.value })).toContainEqual({
        value: 'Beds',
        label: 'Beds',
      });
      expect(await house.choices('uploadFile', 'drive', { site: house.site })).toEqual([
        { value: expect.stringMatching(/^b!/), label: 'Documents' },
      ]);
    });

    it('to nobody under an address that is none', async () => {
      const nowhere = house.run('findSite', { url: 'https://contoso.sharepoint.com/sites/nowhere' });
      expect(await failureOf(nowhere)).toMatchObject({ remedy: 'fix-request', facts: { vendorCode: 'itemNotFound' } });
    });
  });

  describe('keeps items in lists', () => {
    const list = 'Visits';

    it('page by page, as many as were wished for', async () => {
      const some = await house.run('listItems', { site: house.site, list, pageSize: 10, maxPages: 2 });
      expect([some.items.length, some.hasMore]).toEqual([20, true]);
      const all = await house.run('listItems', { site: house.site, list, pageSize: 10, maxPages: 9 });
      expect(all.hasMore).toBe(false);
      expect(new Set(all.items.map(({ id }: Json) => id)).size).toBe(all.items.length);
    });

    it('with the fields, the filter and the order that were asked for, also without an index', async () => {
      const waiting = { site: house.site, list, filter: "fields/Status eq 'Waiting'", columns: ['Title'] };
      const found = await house.run('listItems', { ...waiting, orderBy: 'fields/Title desc' });
      expect(found.items.map(({ fields }: Json) => fields.Title)).toEqual([
        'Visit 6',
        'Visit 21',
        'Visit 16',
        'Visit 11',
        'Visit 1',
      ]);
      expect(found.items[0].fields).not.toHaveProperty('Status');
      expect((await house.run('listItems', { site: house.site, list, filter: 'fields/Beds gt 2' })).items).toHaveLength(
        6,
      );
    });

    it('that are made, read, changed and deleted', async () => {
      const fields = { Title: "O'Neil & Söhne", Status: 'Open', Visit_x0020_Date: '2026-12-01T00:00:00Z', Beds: 2 };
      const made = await house.run('createItem', { site: house.site, list, fields });
      const place = { site: house.site, list, item: made.id };
      expect(await house.run('getItem', place)).toMatchObject({
        fields,
        lastModifiedBy: { user: { displayName: users[0].name } },
      });
      expect(await house.run('updateItem', { ...place, fields: { Status: 'Done' }, eTag: made.eTag })).toMatchObject({
        ...fields,
        Status: 'Done',
      });
      const late = house.run('updateItem', { ...place, fields: { Status: 'Open' }, eTag: made.eTag });
      expect(await failureOf(late)).toMatchObject({ facts: { httpStatus: 412, vendorCode: 'resourceModified' } });
      expect(await house.run('deleteItem', place)).toEqual({ deleted: true });
      expect(await house.run('deleteItem', place)).toEqual({ deleted: false });
    });

    it('and refuses fields that are not there, in words', async () => {
      const failure = await failureOf(
        house.run('createItem', { site: house.site, list, fields: { 'Visit Date': 'x' } }),
      );
      expect(failure).toMatchObject({ remedy: 'fix-request' });
      expect(failure.message).toContain("Field 'Visit Date' is not recognized");
    });

    it('and does not make one twice after a lost answer', async () => {
      await house.moods({ kind: 'loses-answer', endpoint: 'items', times: 1 });
      const failure = await failureOf(house.run('createItem', { site: house.site, list, fields: { Title: 'Once' } }));
      expect(failure).toMatchObject({ code: 'outcome-unknown', remedy: 'in-doubt' });
      const found = await house.run('listItems', { site: house.site, list, filter: "fields/Title eq 'Once'" });
      expect(found.items).toHaveLength(1);
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ['getFile', { path: '/../../me' }],
    ['getFile', { path: '/Reports/..' }],
    ['deleteFile', { path: '/Reports/./../../x' }],
    ['deleteFile', { path: '/Reports\\..\\x' }],
    ['deleteFile', { path: 'Reports' }],
    ['listLists', { site: '..' }],
    ['listColumns', { list: '.' }],
    ['listFolder', { path: '/', drive: '..' }],
    ['createFolder', { path: '/', name: '..' }],
    ['copyFile', { path: '/a', folder: '/', targetDrive: '../..' }],
    ['findSite', { site: undefined, url: 'https://..' }],
  ])('%s goes to no other address than the one that is meant: %j', async (action, inputs) => {
    const refused = house.run(action, JSON.parse(JSON.stringify({ site: house.site, ...inputs })));
    expect((await failureOf(refused)).code).toBe('inputs-invalid');
  });

  it('is asked again when it throttles, and says how long when it goes on', async () => {
    await house.moods({ kind: 'throttles', seconds: 0, times: 1 });
    await house.run('listLists', { site: house.site });
    await house.moods({ kind: 'throttles', seconds: 315 });
    expect(await failureOf(house.run('listLists', { site: house.site }))).toMatchObject({
      remedy: 'wait',
      retryAfterMs: 315_000,
      facts: { httpStatus: 429, vendorCode: 'throttledRequest' },
    });
  });
});
