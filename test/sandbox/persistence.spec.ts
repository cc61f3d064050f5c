import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropboxAccounts } from '../../sandbox/dropbox/accounts.js';
import { redoxAccounts } from '../../sandbox/redox/accounts.js';
import { PortInUse, startSandbox } from '../../sandbox/sandbox.js';
import { FolderInUse } from '../../sandbox/stage/folder-lock.js';
import { VENDORS } from '../../sandbox/vendors.js';
import { compileSandbox, SandboxProcess } from './compiled-sandbox.js';
import { basic, bearer, bodyOf, CALLBACK, Playhouse } from './playhouse.js';

const HOST = 'api.redoxengine.com';
const { apiKey, secret } = redoxAccounts.legacyKey;
const HEADERS = { 'content-type': 'application/json' };

describe('what survives a restart', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-state-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps tokens and registrations; forgets moods, journal and clock', async () => {
    const before = await Playhouse.open('redox', folder);
    const tokens = await bodyOf(await before.json(`${HOST}/auth/authenticate`, { apiKey, secret }));
    await before.control('POST', 'accounts', { apiKey: 'mine', secret: 's' });
    await before.mood({ kind: 'rotates' });
    await before.aheadBy(99_999);
    await before.close();
    const after = await Playhouse.open('redox', folder);
    const refreshed = await after.json(`${HOST}/auth/refreshToken`, { apiKey, refreshToken: tokens.refreshToken });
    expect((await bodyOf(refreshed)).refreshToken).toBe(tokens.refreshToken);
    expect((await after.json(`${HOST}/endpoint`, {}, bearer(tokens.accessToken))).status).toBe(400);
    expect((await after.json(`${HOST}/auth/authenticate`, { apiKey: 'mine', secret: 's' })).status).toBe(200);
    expect(await after.control('GET', 'moods')).toEqual({ moods: [] });
    expect(await after.control('GET', 'clock')).toMatchObject({ aheadBySeconds: 0 });
    await after.close();
    expect(readdirSync(folder)).toEqual(['redox.json', 'sandbox.lock']);
  });

  it('takes an answer to a consent page opened before, and keeps a spent code spent', async () => {
    const { app } = dropboxAccounts;
    const page = 'www.dropbox.com/oauth2/authorize';
    const before = await Playhouse.open('dropbox', folder);
    const ask = { response_type: 'code', client_id: app.id, redirect_uri: CALLBACK };
    const html = await (await before.call('GET', `${page}?${new URLSearchParams(ask)}`)).text();
    const ticket = /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const code = (await before.consent(page, ask)).searchParams.get('code') ?? '';
    const redeem = (house: Playhouse, value: string) => {
      const fields = { grant_type: 'authorization_code', code: value, redirect_uri: CALLBACK };
      return house.form('api.dropboxapi.com/oauth2/token', fields, basic(app.id, app.secret));
    };
    expect((await redeem(before, code)).status).toBe(200);
    await before.close();
    const after = await Playhouse.open('dropbox', folder);
    expect((await redeem(after, code)).status).toBe(400);
    const answer = await after.form(page, { ticket, decision: 'allow' });
    const late = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
    expect((await redeem(after, late)).status).toBe(200);
    await after.close();
  });

  it('refuses a folder in which another sandbox works, and takes it when that one has ended', async () => {
    const first = await startSandbox({ folder, vendors: ['redox'] });
    await expect(startSandbox({ folder, vendors: ['redox'] })).rejects.toThrow(FolderInUse);
    await first.close();
    const second = await startSandbox({ folder, vendors: ['redox'] });
    await second.close();
  });

  it('keeps nothing and writes nothing without a folder', async () => {
    const before = await Playhouse.open('redox');
    const { refreshToken } = await bodyOf(await before.json(`${HOST}/auth/authenticate`, { apiKey, secret }));
    await before.close();
    const after = await Playhouse.open('redox');
    expect((await after.json(`${HOST}/auth/refreshToken`, { apiKey, refreshToken })).status).toBe(401);
    await after.close();
  });

  it('says which file it cannot read', async () => {
    writeFileSync(join(folder, 'redox.json'), '{"grants":');
    await expect(startSandbox({ vendors: ['redox'], folder })).rejects.toThrow(join(folder, 'redox.json'));
  });

  it('starts all or none, and names the vendor whose port is taken', async () => {
    const squatter = createServer();
    const port = await new Promise<number>((resolve) => {
      squatter.listen(0, '127.0.0.1', () => {
        const address = squatter.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    await expect(startSandbox({ ports: { redox: port } })).rejects.toThrow(PortInUse);
    await expect(startSandbox({ ports: { redox: port } })).rejects.toThrow(
      `Port ${port}, wanted for the stand-in of Redox, is in use.`,
    );
    await new Promise((resolve) => squatter.close(resolve));
  });
});

describe('the command', () => {
  let folder: string;
  const running: SandboxProcess[] = [];
  const run = (...options: string[]): SandboxProcess => {
    const sandbox = SandboxProcess.run(...options);
    running.push(sandbox);
    return sandbox;
  };

  let output: string;
  beforeAll(() => {
    output = compileSandbox();
  });
  afterAll(() => rmSync(output, { recursive: true, force: true }));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-command-'));
  });
  afterEach(async () => {
    for (const sandbox of running.splice(0)) {
      sandbox.child.kill('SIGKILL');
      await sandbox.exit;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it('prints every address and the mapping, and ends on SIGTERM', async () => {
    const sandbox = run('--port', '0');
    const urls = await sandbox.ready();
    expect([...urls.keys()]).toEqual(Object.values(VENDORS).map(({ title }) => title));
    expect(sandbox.output).toContain(`*.salesforce.com=${urls.get('Salesforce')}`);
    sandbox.child.kill('SIGTERM');
    expect(await sandbox.exit).toBe(0);
  });

  it('says so when a port is in use, or is none', async () => {
    const first = run('--port', '0');
    const port = new URL((await first.ready()).get('NetSuite') ?? '').port;
    const second = run('--port', port);
    expect(await second.exit).toBe(1);
    expect(second.output).toContain(
      `Port ${port}, wanted for the stand-in of Dropbox, is in use. Choose another with --port.`,
    );
    const third = run('--port', 'many');
    expect(await third.exit).toBe(1);
    expect(third.output).toContain('--port many is no port.');
  });

  it('has everything that it acknowledged after kill -9 under load', async () => {
    const first = run('--port', '0', '--folder', folder);
    const url = (await first.ready()).get('Redox') ?? '';
    const acknowledged: { accessToken: string; refreshToken: string }[] = [];
    const authenticate = async (): Promise<void> => {
      const answer = await fetch(`${url}/${HOST}/auth/authenticate`, {
        method: 'POST',
        headers: HEADERS,
        body: JSON.stringify({ apiKey, secret }),
      });
      acknowledged.push((await answer.json()) as { accessToken: string; refreshToken: string });
      if (acknowledged.length === 60) first.child.kill('SIGKILL');
      await authenticate();
    };
    await Promise.allSettled(Array.from({ length: 8 }, () => authenticate()));
    expect(acknowledged.length).toBeGreaterThanOrEqual(60);
    const second = run('--port', '0', '--folder', folder);
    const next = (await second.ready()).get('Redox') ?? '';
    for (const { refreshToken } of acknowledged) {
      const body = JSON.stringify({ apiKey, refreshToken });
      const answer = await fetch(`${next}/${HOST}/auth/refreshToken`, { method: 'POST', headers: HEADERS, body });
      expect(answer.status).toBe(200);
    }
  });
});
