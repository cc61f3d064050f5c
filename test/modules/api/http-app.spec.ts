import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient, createTenant, type Json, operatorOf } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { DatabaseLine } from '../../support/database-line.js';
import { createPostgres, engines, type TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';

describe.each(engines)('The HTTP server on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let stranger: ApiClient;
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
    stranger = new ApiClient(app.url);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('gives each request an id of its own, whatever the caller sends', async () => {
    const ask = () => stranger.get('/health/live', { 'x-request-id': 'mine', 'request-id': 'mine' });
    const ids = (await Promise.all([ask(), ask()])).map(({ headers }) => headers.get('x-request-id'));
    expect(new Set(ids).size).toBe(2);
    expect(ids).not.toContain('mine');
  });

  it('tells browsers to load nothing from elsewhere and caches to keep nothing', async () => {
    const { headers } = await operatorOf(app).get('/v1/tenants');
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await operatorOf(app).get('/%761/tenants')).headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['/docs', '/no/such/page', '/v1/no/such/door'])(
    'lets the page at %s load what is ours alone',
    async (path) => {
      const { headers } = await stranger.get(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|https?:|\*/);
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('does not believe a forwarded address unless the operator trusts the proxy', async () => {
    const tenant = await createTenant(app);
    await tenant.admin.post('/v1/apps', { name: 'A', kind: 'form-based' }, { 'x-forwarded-for': '203.0.113.9' });
    const { body } = await tenant.admin.get('/v1/audit-events?limit=1');
    expect(body.items[0]?.by.address).toBe('127.0.0.1');
  });

  it('describes every door and the one form of errors', async () => {
    const { body } = await stranger.get('/openapi.json');
    expect(body.openapi).toMatch(/^3\./);
    const paths = Object.keys(body.paths);
    for (const path of ['/v1/tenants', '/v1/tenant', '/v1/apps/{appId}', '/v1/keys', '/v1/audit-events/verification']) {
      expect(paths).toContain(path);
    }
    for (const [path, operations] of Object.entries<Json>(body.paths)) {
      // What the proxy answers is the vendor’s.
      if (path.startsWith('/v1/proxy/')) continue;
      for (const operation of Object.values<Json>(operations)) {
        expect(operation.responses.default.content['application/problem+json'].schema.$ref).toMatch(/ProblemView$/);
      }
    }
    expect(body.components.schemas.ProblemView.properties.remedy.enum).toContain('reconnect');
  });

  it('files every door under a heading that is explained, with an id of its own', async () => {
    const { body } = await stranger.get('/openapi.json');
    const headings = body.tags.map(({ name, description }: Json) => (description ? name : ''));
    const operations = Object.values<Json>(body.paths).flatMap((item) => Object.values<Json>(item));
    for (const { tags } of operations) expect(headings).toEqual(expect.arrayContaining(tags));
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  it('takes an announced JSON body that is empty for none, and still says what is missing', async () => {
    const operator = operatorOf(app);
    const ask = (body: string) =>
      operator.send('/v1/tenants', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect(await ask('')).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(await ask('{')).toMatchObject({ status: 400, body: { code: 'bad-request' } });
    expect(await ask('{"__proto__": {}}')).toMatchObject({ status: 400 });
  });

  it('serves a page to browse the API that asks no other host for anything', async () => {
    const { body, headers } = await stranger.get('/docs');
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    const page = String(body.text);
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
    for (const [, file = ''] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect([file, (await fetch(app.url + file)).status]).toEqual([file, 200]);
    }
    expect(String((await stranger.get('/docs/start.js')).body.text)).toContain('validatorUrl: null');
  });

  it('says that it is ready and alive while the database answers', async () => {
    expect(await stranger.get('/health/ready')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect((await stranger.get('/health/live')).status).toBe(200);
  });
});

describe('The HTTP server on a PostgreSQL that goes away', () => {
  it('says that it is not ready, without telling strangers why, lives on, and is ready when the line is mended', async () => {
    const database = await createPostgres();
    const line = await DatabaseLine.open(database.environment.DATABASE_URL ?? '');
    const environment = { DATABASE_URL: line.url, LATCHKEY_LOG_LEVEL: 'fatal' };
    const app = await startApp({ database, environment });
    const stranger = new ApiClient(app.url);
    try {
      line.cut();
      const answer = await stranger.get('/health/ready');
      expect(answer).toMatchObject({ status: 503, body: { code: 'not-ready', remedy: 'wait' } });
      expect(answer.headers.get('retry-after')).toBe('2');
      expect(JSON.stringify(answer.body)).not.toMatch(/ECONN|127\.0\.0\.1|postgres/i);
      expect((await stranger.get('/health/live')).status).toBe(200);
      line.mend();
      await eventually(async () => (await stranger.get('/health/ready')).status === 200);
    } finally {
      line.mend();
      await app.close();
      await line.close();
      await database.drop();
    }
  });
});
