import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiClient, createCaller } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectDropbox, connectNetSuite, connectRedox } from '../../support/story/connected-tokens.js';
import { ANY, beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

describe.each(engines)('The proxy on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let runner: ApiClient;
  let designer: ApiClient;
  let admin: ApiClient;
  let appId: string;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    const journey = await beginJourney(latchkey, 'global', 'Redox');
    ({ runner, designer, appId } = journey);
    admin = journey.tenant.admin;
    await admin.patch(`/v1/apps/${appId}`, { declaredTokens: ['Redox', 'My Dropbox', 'NetSuite'] }, ANY);
    await connectRedox(designer, { name: 'Redox' });
    await connectDropbox(latchkey, designer, { name: 'My Dropbox' });
    await connectNetSuite(designer, { name: 'NetSuite' });
  });
  afterAll(() => latchkey.close());

  /** The path exactly as given: no client tidies it up. */
  function raw(path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> {
    const { hostname, port } = new URL(latchkey.app.url);
    return new Promise((resolve, reject) => {
      const options = { hostname, port, path, headers: { authorization: `Bearer ${runner.key}`, ...headers } };
      const request = httpRequest(options, (response) => {
        let body = '';
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      });
      request.on('error', reject).end();
    });
  }

  it.each([
    ['leaves the path upwards', '/v1/proxy/Redox/../../etc/passwd'],
    ['leaves it by encoded dots', '/v1/proxy/Redox/a/%2e%2e/%2E%2E/b'],
    ['names another address', '/v1/proxy/Redox/https://evil.example/'],
    ['begins with two slashes', '/v1/proxy/Redox//evil.example/'],
    ['has a backslash', '/v1/proxy/Redox/\\evil.example'],
    ['spells the door in another way', '/v1/%70roxy/Redox/x'],
    ['has a host before it', 'http://evil.example/v1/proxy/Redox/x'],
    ['has a name that cannot be read', '/v1/proxy/%E0%A4%A/x'],
  ])('refuses a path that %s, before anything is sent', async (_what, path) => {
    await latchkey.vendors.clearJournal('redox');
    const { status } = await raw(path);
    expect([400, 404]).toContain(status);
    expect(await latchkey.vendors.journal('redox')).toEqual([]);
  });

  it.each(['evil.example', 'api.dropboxapi.com.evil.example', 'a@evil.example', 'evil.example/..', '127.0.0.1', ''])(
    'sends a credential to no other host, such as "%s"',
    async (host) => {
      await latchkey.vendors.clearJournal('dropbox');
      const answer = await raw('/v1/proxy/My%20Dropbox/2/files/list_folder', { 'latchkey-host': host });
      expect(answer.status).toBe(400);
      expect(await latchkey.vendors.journal('dropbox')).toEqual([]);
    },
  );

  it('reaches another host of the same connector when it is asked for', async () => {
    const answer = await runner.send('/v1/proxy/My%20Dropbox/2/files/download', {
      method: 'POST',
      headers: {
        'latchkey-host': 'content.dropboxapi.com',
        'dropbox-api-arg': JSON.stringify({ path: '/none.txt' }),
      },
    });
    expect(answer).toMatchObject({ status: 409, body: { error: { '.tag': 'path' } } });
  });

  it('hands on the vendor’s own refusal, and no header of ours', async () => {
    const answer = await runner.get('/v1/proxy/Redox/no-such-path');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('latchkey-token-generation')).toBe('1');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('does not let a caller bring another authorization along', async () => {
    const path = '/v1/proxy/Redox/endpoint';
    const answer = await runner.post(
      path,
      {},
      { 'proxy-authorization': 'Basic eA==', cookie: 'a=b', host: 'evil.example' },
    );
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain('Meta');
  });

  it.each([
    ['no key', undefined, 401],
    ['a wrong key', 'lk_01h2xcejqtf2nbrexx3vqjhp41_0000000000000000000000000000000000000000000', 401],
  ])('is closed to %s', async (_what, key, status) => {
    const headers = key === undefined ? { authorization: '' } : { authorization: `Bearer ${key}` };
    const answer = await raw('/v1/proxy/Redox/endpoint', headers);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'unauthenticated' });
  });

  it('is closed to a key that may only design', async () => {
    const only = await createCaller(admin, { rights: ['manage-app'], appId });
    expect(await only.get('/v1/proxy/Redox/endpoint')).toMatchObject({ status: 403, body: { code: 'right-missing' } });
  });

  it('asks a key of the whole tenant for the app, in a header', async () => {
    expect(await admin.get('/v1/proxy/NetSuite/system/v1/serverTime')).toMatchObject({
      status: 400,
      body: { code: 'app-not-named' },
    });
    const answer = await admin.get('/v1/proxy/NetSuite/system/v1/serverTime', { 'latchkey-app': appId });
    expect(answer).toMatchObject({ status: 200, body: { serverTime: expect.any(String) } });
  });

  it('signs a form with its fields', async () => {
    const answer = await runner.send('/v1/proxy/NetSuite/record/v1/customer', {
      method: 'POST',
      body: new URLSearchParams({ companyName: 'A & B', empty: '' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    // NetSuite has accepted the signature when it complains of the type.
    expect(answer.status).toBe(415);
  });

  it('answers 502 as a problem when the vendor hangs up', async () => {
    await latchkey.vendors.mood('redox', { kind: 'loses-answer', times: 1 });
    const answer = await runner.post('/v1/proxy/Redox/endpoint', {});
    expect(answer).toMatchObject({ status: 502, body: { code: 'answer-lost', remedy: 'wait' } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('streams a large body both ways', async () => {
    const body = 'x'.repeat(8 * 1024 * 1024);
    const headers = {
      'content-type': 'application/octet-stream',
      'dropbox-api-arg': JSON.stringify({ path: '/large.bin', mode: 'overwrite' }),
      'latchkey-host': 'content.dropboxapi.com',
    };
    const up = await runner.send('/v1/proxy/My%20Dropbox/2/files/upload', { method: 'POST', body, headers });
    expect(up).toMatchObject({ status: 200, body: { size: body.length } });
    const { 'content-type': _type, ...rest } = headers;
    const down = await fetch(`${latchkey.app.url}/v1/proxy/My%20Dropbox/2/files/download`, {
      method: 'POST',
      headers: { ...rest, authorization: `Bearer ${runner.key}` },
    });
    expect((await down.arrayBuffer()).byteLength).toBe(body.length);
  });
});
