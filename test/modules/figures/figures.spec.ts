import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../../src/modules/database/database.js';
import { FigureEntity } from '../../../src/modules/figures/figure.entity.js';
import { GRAINS } from '../../../src/modules/figures/figure-grains.js';
import { Figures } from '../../../src/modules/figures/figures.js';
import { type ApiClient, createCaller, type Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectRedox } from '../../support/story/connected-tokens.js';
import { ANY, beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

const HOUR = 3_600_000;
const sum = (series: Json[] = [], label: string): number =>
  (series.find((one) => one.label === label)?.counts ?? []).reduce((total: number, count: number) => total + count, 0);

describe.each(engines)('Figures over time on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let designer: ApiClient;
  let runner: ApiClient;
  let tenant: Json;
  let token: Json;
  const figures = async (query = '') => {
    await latchkey.app.nest.get(Figures).flush();
    const { status, body } = await tenant.admin.get(`/v1/figures${query}`);
    expect(status).toBe(200);
    return body;
  };
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    ({ designer, runner, tenant } = await beginJourney(latchkey, 'global', 'Clinic'));
    // Renewals by the clock would count, too.
    token = await connectRedox(designer, { name: 'Clinic', renewalRate: 'disabled' });
  });
  afterAll(() => latchkey.close());

  it('count resolutions, refused ones apart', async () => {
    for (let round = 0; round < 7; round += 1)
      expect((await runner.post('/v1/resolutions', { name: 'Clinic' })).status).toBe(200);
    expect((await runner.post('/v1/resolutions', { name: 'Not declared' })).status).toBeGreaterThan(399);
    const { resolutions, stepSeconds, at } = await figures();
    expect(sum(resolutions, 'resolved')).toBe(7);
    expect(sum(resolutions, 'refused')).toBe(1);
    expect(stepSeconds).toBe(3_600);
    expect(at).toHaveLength(24);
    expect(resolutions[0].counts).toHaveLength(24);
    expect(at[1]).toBe(new Date(new Date(at[0]).getTime() + HOUR).toISOString());
  });

  it('count renewals, and failed ones by cause', async () => {
    const renew = () => designer.post(`/v1/access-tokens/${token.id}/renewal`, {});
    expect((await renew()).status).toBe(200);
    await latchkey.vendors.mood('redox', { kind: 'server-errors' });
    expect((await renew()).status).toBeGreaterThan(399);
    await latchkey.vendors.mood('redox');
    const { renewals, failures } = await figures();
    expect([sum(renewals, 'renewed'), sum(renewals, 'failed')]).toEqual([1, 1]);
    const { reason } = (await designer.get(`/v1/access-tokens/${token.id}`)).body.state;
    expect(failures).toHaveLength(1);
    expect(failures[0].label).toBe(reason.code);
    expect(sum(failures, reason.code)).toBe(1);
  });

  it('are put into the bucket in which it happened, at each length', async () => {
    latchkey.clock.advance(3 * HOUR);
    await runner.post('/v1/resolutions', { name: 'Clinic' });
    const byHour = (await figures()).resolutions.find(({ label }: Json) => label !== 'refused');
    expect(byHour.counts.at(-1)).toBeGreaterThan(0);
    expect(byHour.counts.at(-4) + byHour.counts.at(-5)).toBeGreaterThan(0);
    const fine = await figures('?step=300');
    expect(fine.stepSeconds).toBe(300);
    const total = (all: Json) =>
      all.resolutions.reduce((count: number, { label }: Json) => count + sum(all.resolutions, label), 0);
    expect(total(fine)).toBe(1);
    expect(total(await figures('?step=86400'))).toBe(9);
  });

  it.each([
    ['?step=60', 'invalid-request'],
    ['?from=yesterday', 'invalid-request'],
    ['?from=2030-01-01T00:00:00Z&to=2029-01-01T00:00:00Z', 'bad-span'],
    ['?from=2000-01-01T00:00:00Z&step=300', 'bad-span'],
  ])('refuse %s', async (query, code) => {
    expect(await tenant.admin.get(`/v1/figures${query}`)).toMatchObject({ status: 400, body: { code } });
  });

  it('belong to the tenant, and to whoever sees its tokens', async () => {
    const other = await latchkey.createTenant();
    expect((await other.admin.get('/v1/figures')).body).toMatchObject({ renewals: [], failures: [], resolutions: [] });
    expect(await runner.get('/v1/figures')).toMatchObject({ status: 403, body: { code: 'right-missing' } });
    const viewer = await createCaller(tenant.admin, { rights: ['view-global-tokens'] });
    expect((await viewer.get('/v1/figures')).status).toBe(200);
  });

  it('are kept by the five minutes for two days, by the hour for ninety', async () => {
    const stored = async () => {
      await latchkey.app.nest.get(Figures).forget();
      const rows = await latchkey.app.nest.get(Database).reader.findBy(FigureEntity, { tenantId: tenant.id });
      return new Set(rows.map(({ grain }) => grain));
    };
    expect(await stored()).toEqual(new Set(['fine', 'hour']));
    latchkey.clock.advance(GRAINS.fine.keptMs + HOUR);
    expect(await stored()).toEqual(new Set(['hour']));
    latchkey.clock.advance(GRAINS.hour.keptMs);
    expect(await stored()).toEqual(new Set());
  });

  it('are added to what another replica has counted', async () => {
    const mine = latchkey.app.nest.get(Figures);
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 100; count += 1) mine.count(tenant.id, 'resolutions', 'resolved');
      await mine.flush();
    }
    expect(sum((await figures()).resolutions, 'resolved')).toBe(300);
  });

  it('go with the tenant', async () => {
    const other = await latchkey.createTenant();
    latchkey.app.nest.get(Figures).count(other.id, 'renewals', 'renewed');
    await latchkey.app.nest.get(Figures).flush();
    latchkey.app.nest.get(Figures).count(other.id, 'renewals', 'renewed');
    const operator = other.admin.as('operator-key-for-tests-0123456789abcdef');
    const erased = await operator.delete(`/v1/tenants/${other.id}?name=${encodeURIComponent(other.name)}`, ANY);
    expect(erased.status).toBe(204);
    await latchkey.app.nest.get(Figures).flush();
    expect(await latchkey.app.nest.get(Database).reader.countBy(FigureEntity, { tenantId: other.id })).toBe(0);
  });
});
