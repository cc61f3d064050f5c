import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Sandbox, startSandbox } from '../../sandbox/sandbox.js';
import { createTenant, type TestTenant } from '../support/api-client.js';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { repositoryRoot } from '../support/planted-tree.js';

/** The commands of the walk in the README, as one script. */
function walk(): string {
  const readme = readFileSync(join(repositoryRoot, 'README.md'), 'utf8');
  const section = readme.split(/^## /m).find((text) => text.startsWith('A walk through the API')) ?? '';
  return [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, commands]) => commands).join('\n');
}

function runInBash(script: string, environment: Record<string, string>) {
  return new Promise<{ readonly output: string; readonly complaint: string }>((resolve) => {
    const env = { ...process.env, ...environment };
    execFile('bash', ['-euo', 'pipefail', '-c', script], { env }, (error, stdout, stderr) => {
      resolve({ output: stdout, complaint: error ? `${stderr}${stdout}` : '' });
    });
  });
}

describe.each(engines)('the walk of the README on %s', (_name, createDatabase) => {
  let database: TestDatabase;
  let sandbox: Sandbox;
  let app: TestApp;
  let tenant: TestTenant;

  beforeAll(async () => {
    database = await createDatabase();
    sandbox = await startSandbox();
    app = await startApp({ database, environment: { LATCHKEY_SANDBOX_HOSTS: sandbox.hosts } });
    tenant = await createTenant(app);
  });
  afterAll(async () => {
    await app.close();
    await sandbox.close();
    await database.drop();
  });

  it('goes from connecting a vendor to a run that uses the next generation of its token', async () => {
    const { output, complaint } = await runInBash(walk(), { URL: app.url, KEY: tenant.admin.key ?? '' });
    expect(complaint).toBe('');
    const [issued, connected, resolution, again, changed, resolved, version, mrn, used] = output.trim().split('\n');
    expect([issued, connected, again]).toEqual(['issued', 'connected', 'issued']);
    const { token, credential } = JSON.parse(String(resolution));
    expect(token).toMatchObject({ name: 'Clinic Redox', scope: 'global', connector: 'redox' });
    expect(credential).toMatchObject({ kind: 'headers', hosts: ['api.redoxengine.com'] });
    expect(Number(changed)).toBeGreaterThan(token.generation);
    expect([resolved, used]).toEqual([changed, changed]);
    expect([version, mrn]).toEqual(['1', '0000000001']);
  });
});
