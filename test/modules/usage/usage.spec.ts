import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseName } from '../../../src/kernel/name.js';
import { Database } from '../../../src/modules/database/database.js';
import { LastUses } from '../../../src/modules/usage/last-uses.js';
import { TokenUses } from '../../../src/modules/usage/token-uses.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';

function name(text: string) {
  const parsed = parseName(text);
  if (!parsed) throw new Error(`${text} is no name`);
  return parsed;
}

describe.each(engines)('Where access tokens are used, on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let app: TestApp;
  let uses: TokenUses;
  const write = (...args: Parameters<Database['write']>) => app.nest.get(Database).write(...args);
  beforeAll(async () => {
    database = await createDatabase();
    app = await startApp({ database });
    uses = app.nest.get(TokenUses);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const place = { tenantId: 'ten_1', appId: 'app_1', processId: 'prc_1', version: 1 };
  const step = (stepPath: string, text: string) => ({ stepPath, name: name(text) });

  it('is known by app, process, version and step, whatever the case of the name', async () => {
    await write((m) =>
      uses.replaceUses(m, place, [step('/do/0', 'Dropbox'), step('/do/1', 'DROPBOX'), step('/do/1', 'Redox')]),
    );
    await write((m) =>
      uses.replaceUses(m, { ...place, appId: 'app_2', processId: 'prc_2' }, [step('/do/0', 'Dropbox')]),
    );
    const all = await uses.usesOf({ tenantId: 'ten_1', foldedName: 'dropbox' });
    expect(all.map(({ appId, stepPath, name: shown }) => [appId, stepPath, shown])).toEqual([
      ['app_1', '/do/0', 'Dropbox'],
      ['app_1', '/do/1', 'DROPBOX'],
      ['app_2', '/do/0', 'Dropbox'],
    ]);
    expect(await uses.usesOf({ tenantId: 'ten_1', foldedName: 'dropbox', appId: 'app_2' })).toHaveLength(1);
    expect(await uses.usesOf({ tenantId: 'ten_2', foldedName: 'dropbox' })).toEqual([]);
  });

  it('decides what a version, and what an app, may resolve', async () => {
    await write((m) => uses.replaceUses(m, { ...place, processId: 'prc_9' }, [step('/do/0', 'Salesforce')]));
    expect(await uses.mayResolve('app_1', 'salesforce')).toBe(true);
    expect(await uses.mayResolve('app_2', 'salesforce')).toBe(false);
    const version = { appId: 'app_1', processId: 'prc_9', version: 1 };
    expect(await uses.versionMayResolve(version, 'salesforce')).toBe(true);
    expect(await uses.versionMayResolve({ ...version, version: 2 }, 'salesforce')).toBe(false);
    await write((m) => uses.deleteOfProcess(m, 'app_1', 'prc_9'));
    expect(await uses.mayResolve('app_1', 'salesforce')).toBe(false);
  });

  it('forgets what a replaced version no longer names, and nothing on a roll-back', async () => {
    const version = { ...place, processId: 'prc_3' };
    await write((m) => uses.replaceUses(m, version, [step('/do/0', 'NetSuite')]));
    const rolledBack = write(async (m) => {
      await uses.replaceUses(m, version, []);
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    expect(await uses.mayResolve('app_1', 'netsuite')).toBe(true);
    await write((m) => uses.replaceUses(m, version, [step('/do/0', 'Redox')]));
    expect(await uses.mayResolve('app_1', 'netsuite')).toBe(false);
  });

  it('takes a definition with a thousand steps', async () => {
    const steps = Array.from({ length: 1000 }, (_, i) => step(`/do/${i}`, 'Google Drive'));
    await write((m) => uses.replaceUses(m, { ...place, processId: 'prc_4' }, steps));
    expect(await uses.usesOf({ tenantId: 'ten_1', foldedName: 'google drive' })).toHaveLength(1000);
  });

  it('remembers the last use of a token at once and after a restart, and never moves it back', async () => {
    const [early, late] = [new Date('2026-11-01T00:00:00Z'), new Date('2026-11-02T00:00:00Z')];
    const lastUses = () => app.nest.get(LastUses);
    lastUses().note('tok_1', { tenantId: 'ten_1', usedAt: late });
    expect((await lastUses().of(['tok_1', 'tok_2'])).get('tok_1')).toEqual(late);
    await app.close();
    app = await startApp({ database });
    uses = app.nest.get(TokenUses);
    lastUses().note('tok_1', { tenantId: 'ten_1', usedAt: early });
    await lastUses().flush();
    expect(await lastUses().of(['tok_1', 'tok_2'])).toEqual(new Map([['tok_1', late]]));
  });
});
