import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Credential } from '../../../src/connectors/contract/credential.js';
import { type ConnectorsWing, openConnectorsWing } from '../../support/connectors-wing.js';
import { failureOf } from '../../support/failure-of.js';
import { json, startVendorServer, text, type VendorServer } from '../../support/vendor-server.js';

const SERVICE = { baseUrl: 'https://api.acme.example/v1' };

describe('The generic connectors', () => {
  let vendor: VendorServer;
  let wing: ConnectorsWing;
  let folder: string;
  let tlsServer: Server;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-tls-'));
    for (const name of ['server', 'client', 'stranger']) makeCertificate(folder, name);
    tlsServer = createServer(
      {
        key: read('server.key'),
        cert: read('server.crt'),
        ca: read('client.crt'),
        requestCert: true,
        rejectUnauthorized: false,
      },
      (request, response) => {
        const { authorized } = request.socket as TLSSocket;
        json({ authorized })(response, { method: '', path: '', headers: {}, body: '' });
      },
    );
    await new Promise<void>((resolve) => tlsServer.listen(0, '127.0.0.1', resolve));
    vendor = await startVendorServer();
    const tls = `https://localhost:${(tlsServer.address() as AddressInfo).port}`;
    const mappings = [vendor.mapping('*.acme.example'), { pattern: 'mtls.acme.example', address: tls }];
    wing = await openConnectorsWing({ sandboxHosts: mappings });
  });

  afterAll(async () => {
    await wing.close();
    await vendor.close();
    tlsServer.closeAllConnections();
    await new Promise((resolve) => tlsServer.close(resolve));
    rmSync(folder, { recursive: true });
  });

  function read(name: string): string {
    return readFileSync(join(folder, name), 'utf8');
  }

  function credentialOf(connector: string, method: string, fields: Readonly<Record<string, string>>): Credential {
    const name = { connector, method };
    const { values } = wing.service.parseFields(name, { ...SERVICE, ...fields });
    return wing.service.present({ ...name, values });
  }

  async function sent(credential: Credential, path = 'things?a=1') {
    vendor.reply(json({}));
    await wing.service.send(credential, { method: 'GET', url: path });
    return vendor.received.at(-1);
  }

  it.each([
    ['api-key', 'header', { apiKey: 'k-1', headerName: 'X-Key' }, { 'x-key': 'k-1' }],
    [
      'api-key',
      'header',
      { apiKey: 'k-1', headerName: 'Authorization', prefix: 'Token' },
      { authorization: 'Token k-1' },
    ],
    ['api-key', 'cookie', { apiKey: 'k-1', cookieName: 'sid' }, { cookie: 'sid=k-1' }],
    ['http-auth', 'basic', { user: 'ada', password: 'ü:x' }, { authorization: 'Basic YWRhOsO8Ong=' }],
    ['http-auth', 'bearer', { token: 't-1' }, { authorization: 'Bearer t-1' }],
    ['http-auth', 'headers', { secretHeaders: 'X-A: 1\nX-B: 2' }, { 'x-a': '1', 'x-b': '2' }],
    ['rest-service', 'none', { headers: 'Accept-Language: de' }, { 'accept-language': 'de' }],
  ])('%s by %s puts %j where it belongs', async (...[connector, method, fields, headers]) => {
    const request = await sent(credentialOf(connector, method, fields));
    expect(request?.path).toBe('/api.acme.example/v1/things?a=1');
    expect(request?.headers).toMatchObject(headers);
  });

  it('adds a key to the query of a request and to no address that is told', async () => {
    const credential = credentialOf('api-key', 'query', { apiKey: 'k&1', parameter: 'key' });
    vendor.reply(text('no', 404));
    const answer = await wing.service.send(credential, { method: 'GET', url: 'things?a=1' });
    expect(vendor.received.at(-1)?.path).toBe('/api.acme.example/v1/things?a=1&key=k%261');
    expect(answer.url).toBe('https://api.acme.example/v1/things?a=1');
  });

  it('takes a key no further than its own host when the service redirects', async () => {
    const credential = credentialOf('api-key', 'query', {
      apiKey: 'k-1',
      parameter: 'key',
      moreHosts: 'files.acme.example',
    });
    vendor.reply((response, { path }) =>
      path.startsWith('/files.')
        ? response.end('{}')
        : response.writeHead(302, { location: 'https://files.acme.example/f' }).end(),
    );
    await wing.service.send(credential, { method: 'GET', url: 'things' });
    expect(vendor.received.at(-1)?.path).toBe('/files.acme.example/f');
  });

  it.each([
    ['another host', { baseUrl: 'https://api.acme.example/v1' }, 'https://evil.acme.example/x', 'host-refused'],
  ])('refuses %s', async (...[_what, fields, url, code]) => {
    const credential = credentialOf('http-auth', 'bearer', { token: 't-1', ...fields });
    expect((await failureOf(wing.service.send(credential, { method: 'GET', url }))).code).toBe(code);
  });

  it.each([
    ['a base URL with a user', { baseUrl: 'https://a@api.acme.example' }],
    ['a base URL with a port', { baseUrl: 'https://api.acme.example:8443' }],
    ['an IP address', { baseUrl: 'https://169.254.169.254/' }],
    ['every host of the world', { moreHosts: '*' }],
    ['a secret among the default headers', { headers: 'Authorization: Bearer x' }],
    ['a header that begins another', { headers: 'X-A: 1\rX-B: 2' }],
    ['a timeout of an hour', { timeoutSeconds: '3600' }],
  ])('refuses %s in the form', async (_what, fields) => {
    expect((await failureOf(() => credentialOf('rest-service', 'none', fields))).code).toBe('fields-invalid');
  });

  it.each([
    ['a line end in a header', 'headers', { secretHeaders: 'X-A: 1\nHost: evil.example' }],
    ['no header at all', 'headers', { secretHeaders: 'nonsense' }],
    ['a token that fits no header', 'bearer', { token: 'é' }],
  ])('refuses %s without saying it', async (_what, method, fields) => {
    const failure = await failureOf(() => credentialOf('http-auth', method, fields));
    expect(failure.code).toBe('proof-unusable');
    expect(failure.message).not.toMatch(/evil|nonsense|é/);
  });

  it('writes a digest with nonce and time into each SOAP message, and no password', async () => {
    const fields = { user: 'ada', password: 'open sesame', baseUrl: 'https://soap.acme.example/service.asmx' };
    const credential = credentialOf('soap', 'username-token', fields);
    vendor.reply(text('<ok/>', 200));
    await wing.service.runAction(credential, 'soap.call', { body: '<q xmlns="urn:a"/>', operation: 'urn:a#q' });
    const { path, body = '', headers } = vendor.received.at(-1) ?? {};
    expect([path, headers?.soapaction]).toEqual(['/soap.acme.example/service.asmx', '"urn:a#q"']);
    expect(body).toMatch(/^<soap:Envelope [^>]+><soap:Header><wsse:Security .*<\/soap:Header><soap:Body><q /);
    const part = (name: string) => new RegExp(`<${name}[^>]*>([^<]*)<`).exec(body)?.[1] ?? '';
    const nonce = Buffer.from(part('wsse:Nonce'), 'base64');
    const digest = createHash('sha1').update(nonce).update(part('wsu:Created')).update('open sesame').digest('base64');
    expect(part('wsse:Password')).toBe(digest);
    expect(body).not.toContain('sesame');
    const astray = wing.service.send(credential, { method: 'POST', url: '', body: '{"no":"soap"}' });
    expect((await failureOf(astray)).code).toBe('message-not-soap');
  });

  it('proves a connection by certificate, and keeps certificate and key inside', async () => {
    const fields = { baseUrl: 'https://mtls.acme.example', trusted: read('server.crt') };
    const by = (name: string) =>
      credentialOf('mutual-tls', 'certificate', {
        ...fields,
        certificate: read(`${name}.crt`),
        privateKey: read(`${name}.key`),
      });
    const ask = async (name: string) =>
      JSON.parse((await wing.service.send(by(name), { method: 'GET', url: 'x' })).body.toString()).authorized;
    expect([await ask('client'), await ask('stranger'), await ask('client')]).toEqual([true, false, true]);
    expect(by('client')).toMatchObject({ kind: 'inside', headers: {} });
    const mixed = credentialOf('mutual-tls', 'certificate', {
      ...fields,
      certificate: read('client.crt'),
      privateKey: read('stranger.key'),
    });
    const failure = await failureOf(wing.service.send(mixed, { method: 'GET', url: 'x' }));
    expect(failure).toMatchObject({ code: 'certificate-unusable', remedy: 'configure' });
  });
});

function makeCertificate(folder: string, name: string): void {
  const made = ['-keyout', `${name}.key`, '-out', `${name}.crt`, '-subj', `/CN=${name}`];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...kind, ...made, '-addext', 'subjectAltName=DNS:localhost'], {
    cwd: folder,
    stdio: 'ignore',
  });
}
