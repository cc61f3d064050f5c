import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import oauthSign from 'oauth-sign';
import {
  authorizationHeader,
  OAuth1Signer,
  type OAuthParameters,
  type SignatureKeys,
} from '../../../src/connectors/schemes/oauth1-signature.js';
import { failureOf } from '../../support/failure-of.js';

const PHOTOS = { consumerSecret: 'kd94hf93k423kf44', tokenSecret: 'pfkkdhi9sl3r4s00' };
const ORACLE = {
  consumerSecret: 'd26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5',
  tokenSecret: 'c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295',
};
const ORACLE_PARAMETERS = {
  oauth_consumer_key: 'ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4',
  oauth_nonce: 'fjaLirsIcCGVZWzBX0pg',
  oauth_signature_method: 'HMAC-SHA256',
  oauth_timestamp: '1508242306',
  oauth_token: '2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc',
  oauth_version: '1.0',
};

interface Vector {
  readonly source: string;
  readonly request: string;
  readonly form?: string;
  readonly parameters: OAuthParameters;
  readonly secrets: Omit<SignatureKeys, 'algorithm'>;
  readonly signature: string;
}

const VECTORS: readonly Vector[] = [
  {
    source: 'OAuth Core 1.0, appendix A.5',
    request: 'GET http://photos.example.net/photos?file=vacation.jpg&size=original',
    parameters: { ...photos('kllo9940pd9333jh', '1191242096', 'nnch734d00sl2jdk'), oauth_version: '1.0' },
    secrets: PHOTOS,
    signature: 'tR3+Ty81lMeYAr/Fid0kMTYa/WM=',
  },
  {
    source: 'the same request with HMAC-SHA256',
    request: 'GET http://photos.example.net/photos?file=vacation.jpg&size=original',
    parameters: {
      ...photos('kllo9940pd9333jh', '1191242096', 'nnch734d00sl2jdk'),
      oauth_version: '1.0',
      oauth_signature_method: 'HMAC-SHA256',
    },
    secrets: PHOTOS,
    signature: 'WVPzl1j6ZsnkIjWr7e3OZ3jkenL57KwaLFhYsroX1hg=',
  },
  {
    source: 'RFC 5849 section 1.2, initiate',
    request: 'POST https://photos.example.net/initiate',
    parameters: { ...photos('wIjqoS', '137131200'), oauth_callback: 'http://printer.example.com/ready' },
    secrets: { ...PHOTOS, tokenSecret: '' },
    signature: '74KNZJeDHnMBp0EMJ9ZHt/XKycU=',
  },
  {
    source: 'RFC 5849 section 1.2, token',
    request: 'POST https://photos.example.net/token',
    parameters: { ...photos('walatlh', '137131201', 'hh5s93j4hdidpola'), oauth_verifier: 'hfdp7dh39dks9884' },
    secrets: { ...PHOTOS, tokenSecret: 'hdhd0244k9j7ao03' },
    signature: 'gKgrFCywp7rO0OXSjdot/IHF7IU=',
  },
  {
    source: 'RFC 5849 section 1.2, resource',
    request: 'GET http://photos.example.net/photos?file=vacation.jpg&size=original',
    parameters: photos('chapoH', '137131202', 'nnch734d00sl2jdk'),
    secrets: PHOTOS,
    signature: 'MdpQcU8iPSUjWoN/UDMsK2sui9I=',
  },
  {
    source: 'RFC 5849 section 3.4.1.1 (signature of erratum 2550)',
    request: 'POST http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b',
    form: 'c2&a3=2+q',
    parameters: {
      oauth_consumer_key: '9djdj82h48djs9d2',
      oauth_token: 'kkk9d7dh3k39sjv7',
      oauth_signature_method: 'HMAC-SHA1',
      oauth_timestamp: '137131201',
      oauth_nonce: '7d8f3e4a',
    },
    secrets: { consumerSecret: 'j49sk3j29djd', tokenSecret: 'dh893hdasih9' },
    signature: 'r6/TJjbCOr97/+UU0NsvSne7s5g=',
  },
  oracle(
    'Oracle, REST',
    'GET https://123456.suitetalk.api.netsuite.com/services/rest/record/v1/employee/40',
    'B5OIWznZ2YP0OB7VrJrGkYsTh+8H+5T9Hag+o92q0zY=',
  ),
  oracle(
    'Oracle, RESTlet (printed there without its leading +)',
    'POST https://123456.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=6&deploy=1&customParam=someValue&testParam=someOtherValue',
    '+KK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ=',
  ),
  oracle(
    'a SuiteQL page',
    'POST https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/query/v1/suiteql?limit=10&offset=10',
    'gXiaLxvBzupqg9liuUJT3hOIodDL4Ph7SKja1V1E5I4=',
  ),
  oracle(
    'a record filter',
    'GET https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1/customer?q=companyname%20START_WITH%20%22A%20(B)!%22&limit=2',
    'dBhu7SXyN5hxfN66K/gV6sfvS1Wy3fyi1ATO18wpYCs=',
  ),
];

describe('The signature of OAuth 1.0a', () => {
  it.each(VECTORS.map((vector) => [vector.source, vector] as const))('equals the vector of %s', (_source, vector) => {
    expect(sign(vector)).toBe(vector.signature);
  });

  it.each([
    ['upper case in the host', 'GET https://123456.SuiteTalk.API.netsuite.com/services/rest/record/v1/employee/40'],
    ['the default port', 'GET https://123456.suitetalk.api.netsuite.com:443/services/rest/record/v1/employee/40'],
    ['a method in lower case', 'get https://123456.suitetalk.api.netsuite.com/services/rest/record/v1/employee/40'],
  ])('is the same with %s', (_what, request) => {
    expect(sign(oracle('', request, ''))).toBe('B5OIWznZ2YP0OB7VrJrGkYsTh+8H+5T9Hag+o92q0zY=');
  });

  it.each([
    ['a plus and %20 for a space', 'https://a.test/?q=a+b', 'https://a.test/?q=a%20b', true],
    ['a raw and an encoded equals sign in a value', 'https://a.test/?q=a=b', 'https://a.test/?q=a%3Db', true],
    ['an absent and an empty value', 'https://a.test/?q', 'https://a.test/?q=', true],
    ['the order of parameters', 'https://a.test/?b=2&a=1', 'https://a.test/?a=1&b=2', true],
    ['an encoded and a plain name', 'https://a.test/?%61=1', 'https://a.test/?a=1', true],
    ['values beyond an equals sign', 'https://a.test/?q=a=b', 'https://a.test/?q=a=c', false],
    ['repeated parameters and one', 'https://a.test/?a=1&a=2', 'https://a.test/?a=2', false],
    ['repeated empty parameters and one', 'https://a.test/?a=&a=', 'https://a.test/?a=', false],
    ['a plus and an encoded plus', 'https://a.test/?q=a+b', 'https://a.test/?q=a%2Bb', false],
  ])('tells %s apart only where they differ', (...[_what, one, other, isSame]) => {
    expect(sign(oracle('', `GET ${one}`, '')) === sign(oracle('', `GET ${other}`, ''))).toBe(isSame);
  });

  it('agrees with a second library on every request without repeated names', () => {
    const parameter = fc.tuple(
      fc.string({ unit: 'grapheme', minLength: 1 }).filter(isSignable),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(parameter, { selector: ([name]) => name, maxLength: 8 }), (pairs) => {
        const parameters = { ...ORACLE_PARAMETERS, ...Object.fromEntries(pairs) };
        const { consumerSecret, tokenSecret } = ORACLE;
        const theirs = oauthSign.hmacsign256('PUT', 'https://a.test/b', parameters, consumerSecret, tokenSecret);
        expect(sign(oracle('', `PUT https://a.test/b?${new URLSearchParams(pairs)}`, ''))).toBe(theirs);
      }),
    );
  });

  // oauth-sign sorts repeated names right but drops falsy values, so the oracle for those is the RFC itself.
  it('agrees with RFC 5849 section 3.4.1.3.2 on every query and form, repeated names included', () => {
    const name = fc.constantFrom('a', 'b', 'A', 'a b', 'é', '~', '*', 'a[]', '0', '10', '9', 'constructor');
    const pairs = fc.array(fc.tuple(name, fc.string({ unit: 'grapheme' })), { maxLength: 8 });
    fc.assert(
      fc.property(pairs, pairs, (query, form) => {
        const request = {
          method: 'POST',
          url: `https://a.test/b?${new URLSearchParams(query)}`,
          form: `${new URLSearchParams(form)}`,
        };
        const ours = new OAuth1Signer({ algorithm: 'HMAC-SHA256', ...ORACLE }).signatureOf(request, ORACLE_PARAMETERS);
        expect(ours).toBe(signedByTheBook([...Object.entries(ORACLE_PARAMETERS), ...query, ...form]));
      }),
    );
  });

  it.each([
    ['a parameter that belongs to the signature', 'https://a.test/?oauth_nonce=mine'],
    ['a name that no object can hold', 'https://a.test/?__proto__=1'],
    ['a broken percent sign', 'https://a.test/?q=100%'],
    ['bytes that are no UTF-8', 'https://a.test/?q=%ff'],
  ])('is refused for %s', async (_what, url) => {
    const failure = await failureOf(() => sign(oracle('', `GET ${url}`, '')));
    expect(failure).toMatchObject({ code: 'request-not-signable', remedy: 'fix-request' });
  });

  it('stands in a header whose realm and values cannot break out of their quotes', () => {
    expect(authorizationHeader('A"B_1', { oauth_nonce: "a'b", oauth_signature: 'x/y+z=' })).toBe(
      'OAuth realm="A%22B_1", oauth_nonce="a%27b", oauth_signature="x%2Fy%2Bz%3D"',
    );
  });
});

function sign({ request, form, parameters, secrets }: Vector): string {
  const [method = '', url = ''] = request.split(' ');
  const algorithm = parameters.oauth_signature_method === 'HMAC-SHA1' ? 'HMAC-SHA1' : 'HMAC-SHA256';
  return new OAuth1Signer({ algorithm, ...secrets }).signatureOf({ method, url, form }, parameters);
}

function photos(nonce: string, timestamp: string, token?: string): OAuthParameters {
  return {
    oauth_consumer_key: 'dpf43f3p2l4k3l03',
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: timestamp,
    oauth_nonce: nonce,
    ...(token === undefined ? {} : { oauth_token: token }),
  };
}

function oracle(source: string, request: string, signature: string): Vector {
  return { source, request, parameters: ORACLE_PARAMETERS, secrets: ORACLE, signature };
}

function isSignable(name: string): boolean {
  return name !== '__proto__' && !name.startsWith('oauth_');
}

/** The base string as the RFC words it, with nothing but an encoder and a byte-wise sort. */
function signedByTheBook(pairs: readonly (readonly [string, string])[]): string {
  const encoded = pairs.map(([name, value]) => [encode(name), encode(value)] as const);
  const sorted = encoded.sort((a, b) => order(a[0], b[0]) || order(a[1], b[1]));
  const base = ['POST', encode('https://a.test/b'), encode(sorted.map((pair) => pair.join('=')).join('&'))].join('&');
  const key = `${encode(ORACLE.consumerSecret)}&${encode(ORACLE.tokenSecret)}`;
  return createHmac('sha256', key).update(base).digest('base64');
}

function order(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function encode(value: string): string {
  const bytes = [...Buffer.from(value, 'utf8')];
  const plain = /[A-Za-z0-9\-._~]/;
  return bytes
    .map((byte) => (byte < 128 && plain.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : hex(byte)))
    .join('');
}

function hex(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
