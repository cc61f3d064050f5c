import { OPERATOR_KEY, startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';

describe.each(engines.filter(([engine]) => engine === 'PostgreSQL'))(
  'a database that goes away, on %s',
  (_engine, create) => {
    let database: TestDatabase;
    let app: TestApp;

    beforeAll(async () => {
      database = await create();
      app = await startApp({ database, environment: { LATCHKEY_LOG_LEVEL: 'fatal' } });
    });
    afterAll(() => app?.close());

    const ask = (method: string, body?: string) =>
      fetch(`${app.url}/v1/tenants`, {
        method,
        headers: { authorization: `Bearer ${OPERATOR_KEY}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body }),
      });

    it('is told as a fault that passes, for reads and for writes, and never as a bug', async () => {
      expect((await ask('GET')).status).toBe(200);
      await database.drop();
      for (const answer of [await ask('GET'), await ask('POST', '{"name": "Late"}')]) {
        expect(answer.status).toBe(503);
        expect(answer.headers.get('retry-after')).toBe('2');
        expect(await answer.json()).toMatchObject({ code: 'database-away', remedy: 'wait' });
      }
    });
  },
);
