import { actualAddress, vendorAddress } from '../../../src/connectors/wire/vendor-address.js';

const MAPPINGS = [
  { pattern: '*.example.com', address: 'http://127.0.0.1:4000/wild' },
  { pattern: 'api.example.com', address: 'http://127.0.0.1:5000' },
];

describe('Where a vendor address really leads', () => {
  it.each([
    ['https://api.example.com/a/b?c=d%20e', 'http://127.0.0.1:5000/api.example.com/a/b?c=d%20e'],
    ['https://login.example.com/a', 'http://127.0.0.1:4000/wild/login.example.com/a'],
    ['https://api.vendor.test/a', 'https://api.vendor.test/a'],
  ])('%s leads to %s', (vendor, actual) => {
    expect(actualAddress(new URL(vendor), MAPPINGS).href).toBe(actual);
  });

  it.each([
    ['http://127.0.0.1:5000/api.example.com/a/b?c=d', 'https://api.example.com/a/b?c=d'],
    ['http://127.0.0.1:4000/wild/login.example.com/x', 'https://login.example.com/x'],
  ])('%s stands for %s', (actual, vendor) => {
    expect(vendorAddress(new URL(actual), MAPPINGS)).toBe(vendor);
  });

  it.each([
    ['http://127.0.0.1:5000/evil.test/a', 'a host that is not mapped'],
    ['http://127.0.0.1:5000/api.example.com/../evil.test/a', 'a way out of the host'],
    ['http://127.0.0.1:6000/api.example.com/a', 'another server'],
  ])('%s is left as it is: %s', (actual) => {
    expect(vendorAddress(new URL(actual), MAPPINGS)).toBe(new URL(actual).href);
  });
});
