import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CATALOG } from '../../../src/connectors/catalog/catalog.js';
import { type ApiClient, createTenant, type Json } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';

describe.each(engines.slice(0, 1))('The list of connectors on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let admin: ApiClient;

  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
    ({ admin } = await createTenant(app));
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  async function list(query: string): Promise<Json> {
    return (await admin.get(`/v1/connectors${query}`)).body;
  }

  const titlesOf = ({ items }: Json): readonly string[] => items.map(({ title }: Json) => title);

  it('is one page by title, unless pages are asked for', async () => {
    const whole = await list('');
    expect(whole).toMatchObject({ total: CATALOG.length });
    expect(whole.nextCursor).toBeUndefined();
    const titles = titlesOf(whole);
    expect(titles).toHaveLength(CATALOG.length);
    expect(titles).toEqual(titles.toSorted(new Intl.Collator('en').compare));
  });

  it('comes in pages that are the whole list when put together', async () => {
    const titles: string[] = [];
    let cursor = '';
    do {
      const page = await list(`?limit=40${cursor}`);
      expect(page.total).toBe(CATALOG.length);
      titles.push(...titlesOf(page));
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
    } while (cursor);
    expect(titles).toEqual(titlesOf(await list('')));
  });

  it('is searched by words of title, key and field of work, without regard to case', async () => {
    expect(titlesOf(await list('?q=HUB'))).toEqual(['GitHub', 'HubSpot']);
    expect(titlesOf(await list('?q=google%20sheets'))).toEqual(['Google Sheets']);
    expect(titlesOf(await list('?q=payments%20box'))).toEqual([]);
    const identity = await list('?category=identity');
    expect(titlesOf(identity)).toEqual(expect.arrayContaining(['Auth0', 'Okta']));
    expect(identity.total).toBe(identity.items.length);
    expect(new Set(identity.items.map(({ category }: Json) => category))).toEqual(new Set(['identity']));
  });

  it.each(['?category=nonsense', '?limit=0', '?cursor=nonsense', `?q=${'x'.repeat(101)}`])(
    'refuses %s',
    async (query) => {
      expect((await admin.get(`/v1/connectors${query}`)).status).toBe(400);
    },
  );

  it('leads to a description that says how its facts are known', async () => {
    const { body } = await admin.get('/v1/connectors/box');
    expect(body).toMatchObject({
      category: 'files',
      evidence: { verified: expect.arrayContaining(['lifetimes', 'rotation']), community: true },
      quirks: expect.arrayContaining(['An authorization code is good for 30 seconds.']),
    });
    expect(body.evidence.sources).toContain('https://developer.box.com/guides/authentication/tokens/refresh');
  });

  it('says where the list is when it knows no connector of a name', async () => {
    const answer = await admin.get('/v1/connectors/nobody');
    expect(answer).toMatchObject({ status: 404, body: { code: 'connector-unknown' } });
    expect(answer.body.detail).toContain('GET /v1/connectors');
  });
});
