import { VendorConnections } from '../../../src/connectors/wire/vendor-connections.js';
import { type VendorCall, VendorHttp } from '../../../src/connectors/wire/vendor-http.js';
import { failureOf } from '../../support/failure-of.js';
import { startVendorServer, type VendorServer } from '../../support/vendor-server.js';

const HOST = 'api.vendor.test';
const SISTER = 'files.vendor.test';

describe('Redirects of a vendor', () => {
  let server: VendorServer;
  let connections: VendorConnections;
  let http: VendorHttp;

  beforeEach(async () => {
    server = await startVendorServer();
    const options = { sandboxHosts: [server.mapping(HOST), server.mapping(SISTER)] };
    connections = new VendorConnections(options);
    http = new VendorHttp(options, connections);
  });

  afterEach(async () => {
    await connections.onApplicationShutdown();
    await server.close();
  });

  function redirectingTo(location: string, status = 302): void {
    server.reply((response, { path }) => {
      if (path.endsWith('/start')) response.writeHead(status, { location });
      response.end('done');
    });
  }

  function call(method = 'GET'): VendorCall {
    return {
      method,
      url: `https://${HOST}/start`,
      hosts: [HOST, SISTER],
      headers: { 'x-api-key': 'callers', accept: 'text/plain' },
      authorize: (url) => ({ authorization: `proof for ${url}` }),
    };
  }

  it.each([
    ['absolute', `https://${HOST}/next`],
    ['relative to the host', `/${HOST}/next`],
    ['relative to the path', 'next'],
  ])('an address that is %s is followed with a proof made for it', async (_what, location) => {
    redirectingTo(location);
    const reply = await http.exchange(call());
    expect(reply).toMatchObject({ status: 200, url: `https://${HOST}/next` });
    expect(server.received[1]?.headers).toMatchObject({
      authorization: `proof for https://${HOST}/next`,
      'x-api-key': 'callers',
    });
  });

  it('an allowed other host is followed without credentials', async () => {
    redirectingTo(`https://${SISTER}/next`);
    expect((await http.exchange(call())).url).toBe(`https://${SISTER}/next`);
    expect(server.received[1]?.headers).toMatchObject({ accept: 'text/plain' });
    expect(server.received[1]?.headers).not.toHaveProperty('authorization');
    expect(server.received[1]?.headers).not.toHaveProperty('x-api-key');
  });

  it('a host of links is followed without credentials, and is no place to begin at', async () => {
    redirectingTo(`https://${SISTER}/next?proof=1`);
    const linked = { ...call(), hosts: [HOST], linkHosts: [SISTER] };
    expect((await http.exchange(linked)).url).toBe(`https://${SISTER}/next?proof=1`);
    expect(server.received[1]?.headers).not.toHaveProperty('authorization');
    expect(server.received[1]?.headers).not.toHaveProperty('x-api-key');
    const failure = await failureOf(http.exchange({ ...linked, url: `https://${SISTER}/start` }));
    expect(failure).toMatchObject({ code: 'host-refused' });
    expect(server.received).toHaveLength(2);
  });

  it.each([
    ['a foreign host', 'https://evil.test/'],
    ['the metadata address', 'http://169.254.169.254/latest/meta-data/'],
    ['this machine', 'http://127.0.0.1:22/'],
    ['plain http', `http://${'files.other.test'}/`],
    ['another port', `https://${HOST}:8443/`],
    ['user info', `https://me@${HOST}/`],
    ['a file', 'file:///etc/passwd'],
    ['no address at all', 'https://'],
  ])('%s is refused', async (_what, location) => {
    redirectingTo(location);
    const failure = await failureOf(http.exchange(call()));
    expect(failure).toMatchObject({ code: 'redirect-refused', remedy: 'fix-request' });
    expect(server.received).toHaveLength(1);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('of a %s are handed back, never followed', async (method) => {
    redirectingTo(`https://${HOST}/next`, 307);
    expect((await http.exchange(call(method))).status).toBe(307);
    expect(server.received).toHaveLength(1);
  });

  it('end after five', async () => {
    redirectingTo(`https://${HOST}/start`);
    expect((await failureOf(http.exchange(call()))).code).toBe('redirect-refused');
    expect(server.received).toHaveLength(6);
  });
});
