import { percentEncode, sign, signatureBase } from '../../sandbox/netsuite/signature.js';

type Pairs = [string, string][];
const CLIENT = { key: 'dpf43f3p2l4k3l03', secret: 'kd94hf93k423kf44' };
const ORACLE = {
  consumer: 'd26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5',
  token: 'c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295',
};
const ORACLE_HEADER: Pairs = [
  ['realm', '123456'],
  ['oauth_consumer_key', 'ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4'],
  ['oauth_token', '2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc'],
  ['oauth_signature_method', 'HMAC-SHA256'],
  ['oauth_timestamp', '1508242306'],
  ['oauth_nonce', 'fjaLirsIcCGVZWzBX0pg'],
  ['oauth_version', '1.0'],
  ['oauth_signature', 'is left out'],
];

function header(timestamp: string, nonce: string, more: Record<string, string> = {}): Pairs {
  const core = {
    oauth_consumer_key: CLIENT.key,
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: timestamp,
    oauth_nonce: nonce,
  };
  return Object.entries({ ...core, ...more });
}

describe("the sandbox's own OAuth 1.0a", () => {
  const photos = 'http://photos.example.net/photos?file=vacation.jpg&size=original';
  const granted = { oauth_token: 'nnch734d00sl2jdk' };

  it.each([
    {
      step: 'initiate',
      url: 'https://photos.example.net/initiate',
      header: header('137131200', 'wIjqoS', { oauth_callback: 'http://printer.example.com/ready' }),
      token: '',
      signature: '74KNZJeDHnMBp0EMJ9ZHt/XKycU=',
    },
    {
      step: 'token',
      url: 'https://photos.example.net/token',
      header: header('137131201', 'walatlh', { oauth_token: 'hh5s93j4hdidpola', oauth_verifier: 'hfdp7dh39dks9884' }),
      token: 'hdhd0244k9j7ao03',
      signature: 'gKgrFCywp7rO0OXSjdot/IHF7IU=',
    },
  ])('agrees with RFC 5849 section 1.2: $step', ({ token, signature, ...request }) => {
    const base = signatureBase({ method: 'POST', ...request });
    expect(sign(base, { consumer: CLIENT.secret, token }, 'sha1')).toBe(signature);
  });

  it('agrees with RFC 5849 section 1.2: resource', () => {
    const base = signatureBase({ method: 'GET', url: photos, header: header('137131202', 'chapoH', granted) });
    const secrets = { consumer: CLIENT.secret, token: 'pfkkdhi9sl3r4s00' };
    expect(sign(base, secrets, 'sha1')).toBe('MdpQcU8iPSUjWoN/UDMsK2sui9I=');
  });

  it('agrees with the torture test of RFC 5849 section 3.4.1.1 and its erratum', () => {
    const base = signatureBase({
      method: 'POST',
      url: 'http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b',
      header: header('137131201', '7d8f3e4a', {
        oauth_token: 'kkk9d7dh3k39sjv7',
        oauth_consumer_key: '9djdj82h48djs9d2',
      }),
      form: 'c2&a3=2+q',
    });
    expect(base).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    );
    expect(sign(base, { consumer: 'j49sk3j29djd', token: 'dh893hdasih9' }, 'sha1')).toBe(
      'r6/TJjbCOr97/+UU0NsvSne7s5g=',
    );
  });

  it.each([
    ['sha1', 'HMAC-SHA1', 'tR3+Ty81lMeYAr/Fid0kMTYa/WM='],
    ['sha256', 'HMAC-SHA256', 'WVPzl1j6ZsnkIjWr7e3OZ3jkenL57KwaLFhYsroX1hg='],
  ] as const)('agrees with OAuth Core 1.0 appendix A.5 under %s', (hash, method, signature) => {
    const pairs = header('1191242096', 'kllo9940pd9333jh', {
      ...granted,
      oauth_signature_method: method,
      oauth_version: '1.0',
    });
    const base = signatureBase({ method: 'GET', url: photos, header: pairs });
    expect(sign(base, { consumer: CLIENT.secret, token: 'pfkkdhi9sl3r4s00' }, hash)).toBe(signature);
  });

  it.each([
    [
      'GET',
      'https://123456.suitetalk.api.netsuite.com/services/rest/record/v1/employee/40',
      'B5OIWznZ2YP0OB7VrJrGkYsTh+8H+5T9Hag+o92q0zY=',
    ],
    [
      'POST',
      'https://123456.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=6&deploy=1&customParam=someValue&testParam=someOtherValue',
      '+KK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ=',
    ],
    [
      'POST',
      'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/query/v1/suiteql?limit=10&offset=10',
      'gXiaLxvBzupqg9liuUJT3hOIodDL4Ph7SKja1V1E5I4=',
    ],
    [
      'GET',
      'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1/customer?q=companyname%20START_WITH%20%22A%20(B)!%22&limit=2',
      'dBhu7SXyN5hxfN66K/gV6sfvS1Wy3fyi1ATO18wpYCs=',
    ],
  ])("agrees with Oracle's sample keys: %s %s", (method, url, signature) => {
    expect(sign(signatureBase({ method, url, header: ORACLE_HEADER }), ORACLE, 'sha256')).toBe(signature);
  });

  it("agrees with Oracle's RESTlet base string", () => {
    const url =
      'https://123456.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=6&deploy=1&customParam=someValue&testParam=someOtherValue';
    expect(signatureBase({ method: 'post', url, header: ORACLE_HEADER })).toMatch(
      /^POST&https%3A%2F%2F123456\.restlets\.api\.netsuite\.com%2Fapp%2Fsite%2Fhosting%2Frestlet\.nl&customParam%3DsomeValue%26deploy%3D1%26oauth_consumer_key%3Def40/,
    );
  });

  it('lowers the host, drops the default port only, and takes the path as sent', () => {
    const base = (url: string) => signatureBase({ method: 'GET', url, header: [] });
    expect(base('HTTPS://Example.COM:443/a/../b%7E')).toBe('GET&https%3A%2F%2Fexample.com%2Fa%2F..%2Fb%257E&');
    expect(base('https://example.com:8443')).toBe('GET&https%3A%2F%2Fexample.com%3A8443%2F&');
    expect(base('http://example.com:80/?b=2&a=%E2%98%BA&a=1')).toBe(
      'GET&http%3A%2F%2Fexample.com%2F&a%3D%25E2%2598%25BA%26a%3D1%26b%3D2',
    );
  });

  it("encodes what encodeURIComponent leaves: ! ' ( ) *", () => {
    expect(percentEncode("!'()*-._~ /%")).toBe('%21%27%28%29%2A-._~%20%2F%25');
  });
});
