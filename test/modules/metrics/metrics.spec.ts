import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Metrics } from '../../../src/modules/metrics/metrics.js';
import { ApiClient, createTenant, operatorOf, type TestTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';

describe('The metrics', () => {
  let database: TestDatabase;
  let app: TestApp;
  let tenant: TestTenant;
  const [, createDatabase] = engines[0] ?? [];
  beforeAll(async () => {
    if (createDatabase === undefined) throw new Error('There is no SQLite among the engines.');
    database = await createDatabase();
    app = await startApp({ database });
    tenant = await createTenant(app, 'Some Clinic');
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const scrape = async () => String((await operatorOf(app).get('/metrics')).body.text);

  it('are shown to the operator in the text format of Prometheus', async () => {
    const answer = await operatorOf(app).get('/metrics');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body.text).toContain('nodejs_eventloop_lag_seconds');
    expect(answer.body.text).toContain('process_cpu_seconds_total');
  });

  it('are closed to a tenant and to nobody, also from this machine', async () => {
    expect(await tenant.admin.get('/metrics')).toMatchObject({ status: 403, body: { code: 'operator-only' } });
    expect(await new ApiClient(app.url).get('/metrics')).toMatchObject({ status: 401 });
  });

  it('count by words of ours', async () => {
    const metrics = app.nest.get(Metrics);
    metrics.count('renewals', 'timer', 'renewed');
    metrics.count('renewals', 'timer', 'renewed');
    metrics.count('renewals', 'resolution', 'failed');
    metrics.time('renewal_seconds', 0.2, 'renewed');
    metrics.count('audit_entries_lost');
    const text = await scrape();
    expect(text).toContain('latchkey_renewals_total{trigger="timer",outcome="renewed"} 2');
    expect(text).toContain('latchkey_renewals_total{trigger="resolution",outcome="failed"} 1');
    expect(text).toContain('latchkey_renewal_seconds_bucket{le="0.25",outcome="renewed"} 1');
    expect(text).toContain('latchkey_audit_entries_lost_total 1');
    expect(await scrape()).toContain('latchkey_renewals_total{trigger="timer",outcome="renewed"} 2');
  });

  it('measure when they are asked for', async () => {
    let waiting = 3;
    const metrics = new Metrics();
    metrics.measure('event_streams_open', () => waiting);
    expect(await metrics.registry.metrics()).toContain('latchkey_event_streams_open 3');
    waiting = 0;
    expect(await metrics.registry.metrics()).toContain('latchkey_event_streams_open 0');
    expect(await scrape()).toContain('latchkey_audit_entries_waiting');
  });

  it('tell nothing of a tenant', async () => {
    const text = await scrape();
    for (const part of [tenant.id, tenant.name, tenant.adminKeyId]) expect(text).not.toContain(part);
  });
});

describe('The metrics that are open to this machine', () => {
  let database: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    const [, createDatabase] = engines[0] ?? [];
    if (createDatabase === undefined) throw new Error('There is no SQLite among the engines.');
    database = await createDatabase();
    app = await startApp({ database, environment: { LATCHKEY_METRICS: 'loopback' } });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const statusWith = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(`${app.url}/metrics`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject).end();
    });

  it('need no key', async () => {
    expect(await statusWith({})).toBe(200);
  });

  it.each(['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])(
    'need one from whoever came through a proxy on this machine, by the header %s',
    async (header) => {
      expect(await statusWith({ [header]: '127.0.0.1' })).toBe(401);
    },
  );
});
