import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeDemoCertificate } from '../../../sandbox/oauth/demo-certificate.js';
import { makeDemoKey, pemOf } from '../../../sandbox/oauth/demo-key.js';
import type { Connection } from '../../../src/connectors/contract/connection.js';
import { Secret } from '../../../src/kernel/secret.js';
import { type ConnectorsWing, openConnectorsWing } from '../../support/connectors-wing.js';
import { failureOf } from '../../support/failure-of.js';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.js';

/** The other side of RFC 8705 section 2.2: a client is its registered certificate. */
describe('A client that proves itself by the certificate of its connection', () => {
  const [host, client, stranger] = ['localhost', 'client', 'stranger'].map(partyOf) as [Party, Party, Party];
  const lenient = serverOf(false);
  const strict = serverOf(true);
  let plain: VendorServer;
  let wing: ConnectorsWing;
  let aliases: Readonly<Record<string, string>>;
  let asked: { path: string; form: Record<string, string>; authorization: string | undefined }[];

  beforeAll(async () => {
    plain = await startVendorServer();
    plain.reply((response, request) =>
      request.path.endsWith('/.well-known/openid-configuration')
        ? json({ ...documentOf('id'), mtls_endpoint_aliases: aliases })(response, request)
        : json({ access_token: 'by-secret', expires_in: 60 })(response, request),
    );
    const [byCertificate, cutting] = await Promise.all([addressOf(lenient), addressOf(strict)]);
    wing = await openConnectorsWing({
      sandboxHosts: [
        plain.mapping('id.acme.example'),
        ...['own', 'mtls', 'api'].map((name) => ({ pattern: `${name}.acme.example`, address: byCertificate })),
        { pattern: 'cut.acme.example', address: cutting },
      ],
    });
  });

  beforeEach(() => {
    asked = [];
    aliases = {
      token_endpoint: 'https://mtls.acme.example/token',
      device_authorization_endpoint: 'https://mtls.acme.example/device',
    };
  });

  afterAll(async () => {
    await wing.close();
    await plain.close();
    await Promise.all([lenient, strict].map(closed));
  });

  it.each([
    ['at the alias that the issuer names', { issuer: 'https://id.acme.example' }, '/mtls.acme.example/token'],
    ['at an issuer of a company of its own', { issuer: 'https://own.acme.example' }, '/own.acme.example/token'],
    ['at a typed address', { tokenUrl: 'https://own.acme.example/token' }, '/own.acme.example/token'],
  ])('gets tokens %s, renews them and presents them on such connections', async (_where, fields, path) => {
    const connection = connectionOf('client-credentials', fields);
    const issued = await wing.service.issue(connection);
    const next = await wing.service.renew({ ...connection, issued });
    const form = { grant_type: 'client_credentials', client_id: 'machine' };
    expect(asked).toEqual([1, 2].map(() => ({ path, form, authorization: undefined })));
    const credential = wing.service.present({ ...connection, issued: next });
    const answer = await wing.service.send(credential, { method: 'GET', url: 'me' });
    expect(JSON.parse(answer.body.toString())).toEqual({ bearer: `Bearer ${next.accessToken.reveal('test')}` });
  });

  it('redeems and refreshes a consent at the alias', async () => {
    const connection = connectionOf('authorization-code', { issuer: 'https://id.acme.example' });
    const grant = { code: new Secret('c'), redirectUri: 'https://tokens.example.com/oauth/callback' };
    const issued = await wing.service.issue(connection, grant);
    await wing.service.renew({ ...connection, issued });
    expect(asked.map(({ path, form }) => [path, form.grant_type, form.client_id])).toEqual([
      ['/mtls.acme.example/token', 'authorization_code', 'machine'],
      ['/mtls.acme.example/token', 'refresh_token', 'machine'],
    ]);
  });

  it('asks for the code of a device at the alias', async () => {
    const connection = connectionOf('device-code', { issuer: 'https://id.acme.example' });
    const { device } = await wing.service.begin(connection, { redirectUri: 'https://tokens.example.com' });
    expect(device?.userCode).toBe('AB-12');
    expect(asked.map(({ path }) => path)).toEqual(['/mtls.acme.example/device']);
  });

  it('leaves a client with a secret alone with aliases, wherever these lead', async () => {
    aliases = { token_endpoint: 'https://elsewhere.example/token' };
    const secret = { clientAuthentication: 'body', clientSecret: 'hush', moreHosts: 'api.acme.example' };
    const fields = { issuer: 'https://id.acme.example', ...secret };
    const issued = await wing.service.issue(connectionOf('client-credentials', fields));
    expect(issued.accessToken.reveal('test')).toBe('by-secret');
  });

  it('is not taken to an alias beyond the hosts of the connection', async () => {
    aliases = { token_endpoint: 'https://elsewhere.example/token' };
    const fields = { issuer: 'https://id.acme.example', moreHosts: 'own.acme.example' };
    const failure = await failureOf(wing.service.issue(connectionOf('client-credentials', fields)));
    expect(failure).toMatchObject({ code: 'discovery-failed', remedy: 'configure' });
    expect(asked).toEqual([]);
  });

  it('is refused with a certificate that is not registered, and an admin is asked', async () => {
    const connection = connectionOf('client-credentials', { tokenUrl: 'https://own.acme.example/token' }, stranger);
    const failure = await failureOf(wing.service.issue(connection));
    expect(failure).toMatchObject({ remedy: 'configure', facts: { vendorCode: 'invalid_client', httpStatus: 401 } });
    expectNoKeyIn(failure);
  });

  it('sends nothing when its key belongs to another certificate', async () => {
    const mixed = { certificate: client.certificate, key: stranger.key };
    const connection = connectionOf('client-credentials', { issuer: 'https://id.acme.example' }, mixed);
    const failure = await failureOf(wing.service.issue(connection));
    expect(failure).toMatchObject({ code: 'certificate-unusable', remedy: 'configure', facts: { sent: false } });
    expect(asked).toEqual([]);
    expectNoKeyIn(failure);
  });

  it('says nothing of its key when the server cuts the connection for its certificate', async () => {
    const connection = connectionOf('client-credentials', { tokenUrl: 'https://cut.acme.example/token' }, stranger);
    const failure = await failureOf(wing.service.issue(connection));
    expect(failure).toMatchObject({ code: 'answer-lost', remedy: 'wait' });
    expect(asked).toEqual([]);
    expectNoKeyIn(failure);
  });

  it.each([
    ['the addresses', { issuer: 'https://own.acme.example' }],
    ['the token', { tokenUrl: 'https://own.acme.example/token' }],
  ])('asks for %s no server that it was not told to trust, whomever others trust', async (_what, fields) => {
    await wing.service.issue(connectionOf('client-credentials', fields));
    asked = [];
    const wary = connectionOf('client-credentials', { ...fields, trusted: '' });
    const failure = await failureOf(wing.service.issue(wary));
    expect(failure).toMatchObject({ code: 'vendor-unreachable', facts: { sent: false } });
    expect(asked).toEqual([]);
  });

  function connectionOf(method: string, fields: Readonly<Record<string, string>>, party = client): Connection {
    const name = { connector: 'oauth2', method };
    const proof =
      fields.clientAuthentication === undefined
        ? { clientAuthentication: 'certificate', certificate: party.certificate, privateKey: party.key }
        : {};
    const trusted = proof.clientAuthentication ? { trusted: host.certificate } : {};
    const all = {
      addresses: fields.issuer === undefined ? 'typed' : 'issuer',
      clientId: 'machine',
      baseUrl: 'https://api.acme.example',
      moreHosts: 'mtls.acme.example',
      ...proof,
      ...trusted,
      ...fields,
    };
    return { ...name, values: wing.service.parseFields(name, all).values };
  }

  function expectNoKeyIn(failure: unknown): void {
    const told = inspect(failure, { depth: 10, showHidden: true });
    for (const { key } of [client, stranger]) expect(told).not.toContain(key.split('\n')[5]);
    expect(told).not.toContain('PRIVATE KEY');
  }

  function serverOf(rejectUnauthorized: boolean): Server {
    const tls = {
      key: host.key,
      cert: host.certificate,
      ca: client.certificate,
      requestCert: true,
      rejectUnauthorized,
    };
    return createServer(tls, (request, response) => void answer(request, response));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url: path = '', headers, socket } = request;
    const send = (body: unknown, status = 200): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (path.endsWith('/.well-known/openid-configuration')) return send(documentOf('own'));
    const { authorization } = headers;
    const { authorized } = socket as TLSSocket;
    if (path.endsWith('/me')) return send({ bearer: authorized ? authorization : 'unknown' });
    const body = Buffer.concat(await request.toArray()).toString();
    const form = Object.fromEntries(new URLSearchParams(body));
    asked.push({ path, form, authorization });
    if (!authorized || form.client_id !== 'machine') return send({ error: 'invalid_client' }, 401);
    if (path.endsWith('/device')) return send(DEVICE);
    send({ access_token: `at-${asked.length}`, token_type: 'Bearer', expires_in: 60, refresh_token: 'rt' });
  }
});

const DEVICE = { device_code: 'dc', user_code: 'AB-12', verification_uri: 'https://id.acme.example/device' };

interface Party {
  readonly certificate: string;
  readonly key: string;
}

function partyOf(name: string): Party {
  const key = makeDemoKey('RS256');
  return { certificate: makeDemoCertificate(key, name).pem, key: pemOf(key) };
}

function documentOf(name: string): Readonly<Record<string, string>> {
  const issuer = `https://${name}.acme.example`;
  return { issuer, token_endpoint: `${issuer}/token`, device_authorization_endpoint: `${issuer}/device` };
}

async function addressOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
