import type { LookupFunction } from 'node:net';
import { ConnectorsOptions } from '../../../src/connectors/contract/connectors-options.js';
import { privateRange } from '../../../src/connectors/wire/public-addresses.js';
import { VendorConnections } from '../../../src/connectors/wire/vendor-connections.js';
import { VendorHttp } from '../../../src/connectors/wire/vendor-http.js';
import { failureOf } from '../../support/failure-of.js';

describe('Which addresses a vendor may have', () => {
  it.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
    'no address',
  ])('%s is not public', (address) => {
    expect(privateRange(address)).toBeDefined();
  });

  it.each(['8.8.8.8', '162.125.1.18', '2620:100:6000::1'])('%s is public', (address) => {
    expect(privateRange(address)).toBeUndefined();
  });

  it.each([
    ['127.0.0.1', 4],
    ['169.254.169.254', 4],
    ['::1', 6],
    ['::ffff:127.0.0.1', 6],
  ])('refuses a vendor whose name resolves to %s, before anything is sent', async (address, family) => {
    const failure = await call({ lookup: resolving([{ address, family }]) });
    expect(failure).toMatchObject({ code: 'address-refused', remedy: 'configure', facts: { sent: false } });
  });

  it('refuses a name with one public and one private address', async () => {
    const lookup = resolving([
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.7', family: 4 },
    ]);
    expect((await call({ lookup })).code).toBe('address-refused');
  });

  it('refuses a name that resolves to this machine by the system itself', async () => {
    expect((await call({}, 'localhost')).code).toBe('address-refused');
  });

  it('tries a private address that the operator allows', async () => {
    const lookup = resolving([{ address: '127.0.0.1', family: 4 }]);
    const failure = await call({ lookup, allowedPrivateHosts: ['api.vendor.test'] });
    expect(failure).toMatchObject({ code: 'vendor-unreachable', facts: { sent: false } });
  });

  it('says that a name without address cannot be reached', async () => {
    const lookup: LookupFunction = (_name, _options, done) =>
      done(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }), '', 4);
    const failure = await call({ lookup });
    expect(failure).toMatchObject({ code: 'vendor-unreachable', remedy: 'wait', facts: { sent: false } });
  });
});

async function call(options: ConnectorsOptions, host = 'api.vendor.test') {
  const connections = new VendorConnections(options);
  const http = new VendorHttp(options, connections);
  try {
    return await failureOf(http.exchange({ method: 'GET', url: `https://${host}/`, hosts: [host] }));
  } finally {
    await connections.onApplicationShutdown();
  }
}

function resolving(addresses: { address: string; family: number }[]): LookupFunction {
  return (_name, options, done) => {
    const [first = { address: '', family: 4 }] = addresses;
    if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  };
}
