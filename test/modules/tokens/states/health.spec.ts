import { type HealthContext, healthOf } from '../../../../src/modules/tokens/states/health.js';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
type Subject = Parameters<typeof healthOf>[0];

const CONNECTED: Subject = { state: 'connected', disabledAt: null, provedAt: ago(30), provedBy: 'renewal' };

describe('The health of a token', () => {
  it.each<[string, Partial<Subject>, HealthContext['proof'], boolean]>([
    ['proved half an hour ago by a renewal', {}, undefined, true],
    ['proved exactly an hour ago', { provedAt: ago(60) }, undefined, true],
    ['proved longer ago', { provedAt: ago(61) }, undefined, false],
    ['never proved', { provedAt: null, provedBy: null }, undefined, false],
    ['proved long ago, but used a minute ago', { provedAt: ago(900) }, { workedAt: ago(1) }, true],
    ['refused since it was proved', {}, { refusedAt: ago(5) }, false],
    ['refused, and used since', {}, { refusedAt: ago(5), workedAt: ago(4) }, true],
    ['used, and refused since', {}, { refusedAt: ago(4), workedAt: ago(5) }, false],
    ['refused before a renewal', { provedAt: ago(3) }, { refusedAt: ago(5) }, true],
    ['in need of a person, however recently proved', { state: 'needs-reconnect' }, undefined, false],
    ['unreachable', { state: 'unreachable' }, undefined, false],
    ['switched off', { disabledAt: ago(1) }, undefined, false],
  ])('of one that is %s', (...[, token, proof, isHealthy]) => {
    const health = healthOf({ ...CONNECTED, ...token }, { proof, now: NOW, withinMinutes: 60 });
    expect(health).toMatchObject({ isHealthy, provedWithinMinutes: 60 });
  });

  it('names the latest proof', () => {
    const context = { now: NOW, withinMinutes: 60 };
    expect(healthOf(CONNECTED, { ...context, proof: undefined })).toMatchObject({
      provedAt: ago(30),
      provedBy: 'renewal',
    });
    expect(healthOf(CONNECTED, { ...context, proof: { workedAt: ago(40) } })).toMatchObject({ provedBy: 'renewal' });
    expect(healthOf(CONNECTED, { ...context, proof: { workedAt: ago(20) } })).toMatchObject({
      provedAt: ago(20),
      provedBy: 'use',
    });
  });
});
