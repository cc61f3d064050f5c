import fc from 'fast-check';
import { isHostCovered, isPlainTarget, parseVendorUrl } from '../../../src/connectors/wire/host-rules.js';
import { failureOf } from '../../support/failure-of.js';

describe('Which addresses a request may name', () => {
  it.each(['https://ann:hush@api.example.com/', 'ftp://ann:hush@api.example.com/', 'ann:hush@api.example.com'])(
    '%s is refused without a word of its user and password',
    async (text) => {
      const refusal = await failureOf(async () => parseVendorUrl(text));
      expect(refusal.message).toContain('[hidden]@api.example.com');
      expect(JSON.stringify([refusal.message, refusal.facts])).not.toMatch(/hush|ann/);
    },
  );

  it.each([
    ['https://api.dropboxapi.com/2/files', 'api.dropboxapi.com'],
    ['HTTPS://API.Dropboxapi.COM/2/files', 'api.dropboxapi.com'],
    ['https://api.dropboxapi.com:443/2', 'api.dropboxapi.com'],
    ['https://1234567-sb1.suitetalk.api.netsuite.com', '1234567-sb1.suitetalk.api.netsuite.com'],
    ['https://acme--uat.sandbox.my.salesforce.com/a?b=c', 'acme--uat.sandbox.my.salesforce.com'],
  ])('%s is read as host %s', (text, host) => {
    expect(parseVendorUrl(text).hostname).toBe(host);
  });

  it.each([
    ['an IPv4 literal', 'https://169.254.169.254/latest/meta-data'],
    ['an IPv4 literal as one number', 'https://2852039166/'],
    ['an IPv4 literal in hexadecimal', 'https://0xa9fea9fe/'],
    ['an IPv4 literal in octal', 'https://0251.0376.0251.0376/'],
    ['a short IPv4 literal', 'https://127.1/'],
    ['an IPv6 literal', 'https://[::1]/'],
    ['an IPv4 address inside an IPv6 literal', 'https://[::ffff:127.0.0.1]/'],
    ['another port', 'https://api.dropboxapi.com:8443/'],
    ['an https port on http', 'http://api.dropboxapi.com:443/'],
    ['user info', 'https://user:pass@api.dropboxapi.com/'],
    ['an allowed host as user', 'https://api.dropboxapi.com@evil.example/'],
    ['a trailing dot', 'https://api.dropboxapi.com./'],
    ['an empty label', 'https://api..dropboxapi.com/'],
    ['a full-width letter', 'https://\uff41pi.dropboxapi.com/'],
    ['a dot of another script', 'https://api\u3002dropboxapi.com/'],
    ['a percent-encoded host', 'https://api%2edropboxapi.com/'],
    ['a backslash for a slash', 'https:\\\\api.dropboxapi.com/'],
    ['a backslash after the host', 'https://evil.example\\@api.dropboxapi.com/'],
    ['a tab in the host', 'https://api.drop\tboxapi.com/'],
    ['a line break in the path', 'https://api.dropboxapi.com/a\r\nx: y'],
    ['a space at the start', ' https://api.dropboxapi.com/'],
    ['a missing scheme', '//api.dropboxapi.com/'],
    ['one slash', 'https:/api.dropboxapi.com/'],
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['an underscore', 'https://a_b.my.salesforce.com/'],
    ['nothing', ''],
  ])('refuses %s', async (_what, text) => {
    const failure = await failureOf(() => parseVendorUrl(text));
    expect(failure).toMatchObject({ code: 'host-refused', remedy: 'fix-request', facts: { sent: false } });
  });

  it.each([
    ['api.example.com', ['api.example.com'], true],
    ['API.example.com', ['api.example.com'], false],
    ['a.api.example.com', ['api.example.com'], false],
    ['acme.my.salesforce.com', ['*.my.salesforce.com'], true],
    ['acme.develop.my.salesforce.com', ['*.my.salesforce.com'], true],
    ['my.salesforce.com', ['*.my.salesforce.com'], false],
    ['.my.salesforce.com', ['*.my.salesforce.com'], false],
    ['evilmy.salesforce.com', ['*.my.salesforce.com'], false],
    ['acme.my.salesforce.com.evil.example', ['*.my.salesforce.com'], false],
  ])('%s under %j: %s', (host, patterns, expected) => {
    expect(isHostCovered(host, patterns)).toBe(expected);
  });

  it('takes a path and query for plain only where reading them changes nothing', () => {
    const pieces = [
      '/',
      '//',
      '.',
      '..',
      '%2e',
      '%2E',
      '?',
      '#',
      '%',
      '%41',
      "'",
      '"',
      '`',
      '{',
      '|',
      '^',
      '\\',
      ' ',
      '\t',
      'é',
    ];
    const piece = fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...'aZ09-_~!$&()*+,;=:@[]<>'), fc.string());
    const target = fc.array(piece, { maxLength: 8 }).map((parts) => `/${parts.join('')}`);
    let plain = 0;
    fc.assert(
      fc.property(target, (text) => {
        if (!isPlainTarget(text)) return;
        plain += 1;
        const { href, pathname, search } = new URL(`https://a.test${text}`);
        expect([href, pathname + search]).toEqual([`https://a.test${text}`, text]);
      }),
      { numRuns: 5_000 },
    );
    expect(plain).toBeGreaterThan(100);
  });

  it.each([
    ['/', true],
    ['/2/files/list_folder?recursive=true&limit=10', true],
    ['/a.b/c%20d?e=f%2Fg?h', true],
    ['/a/../b', false],
    ['/a/%2E%2e', false],
    ['/a/.?b', false],
    ['/a?', false],
    ['/a#b', false],
    ["/a?b='c'", false],
    ['', false],
  ])('%s is plain: %s', (text, expected) => {
    expect(isPlainTarget(text)).toBe(expected);
  });
});
