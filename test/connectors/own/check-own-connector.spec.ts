import { describe, expect, it } from '@jest/globals';
import { checkOwnConnector } from '../../../src/connectors/own/check-own-connector.js';
import { failureOf } from '../../support/failure-of.js';
import { ownCrm } from '../../support/own-crm.js';

const LABEL = { kind: 'host-label', label: 'Region', where: 'Here' };
const SECRET = { kind: 'secret', label: 'Secret', where: 'Here' };
const TEXT = { kind: 'text', label: 'Text', where: 'Here' };
const CHOICE = { kind: 'choice', label: 'Choice', where: 'Here', options: [{ value: 'a', label: 'A' }] };
const CONSENT = {
  kind: 'signed-consent',
  algorithm: 'HMAC-SHA1',
  consumer: { key: '{clientId}', secret: 'clientSecret' },
  temporaryUrl: 'https://login.crm.example/request',
  authorizeUrl: 'https://people.crm.example/authorize',
  tokenUrl: 'https://login.crm.example/access',
};
const EXCHANGE = {
  kind: 'token-exchange',
  subject: { secret: 'clientSecret', type: 'urn:ietf:params:oauth:token-type:access_token' },
  tokenUrl: 'https://login.crm.example/token',
};
const FIELDS = { region: LABEL, clientId: TEXT, clientSecret: SECRET };
const scheme = (more: object) => ({ scheme: { ...ownCrm().methods[0]?.scheme, ...more } });

describe('A definition of a connector', () => {
  it('is taken when it is right', () => {
    expect(checkOwnConnector(ownCrm())).toEqual(ownCrm());
  });

  it.each([CONSENT, EXCHANGE])('is taken with the scheme $kind', (kind) => {
    expect(checkOwnConnector(ownCrm({}, { scheme: kind })).methods[0]?.scheme).toEqual(kind);
  });

  it.each<[string, object, string, RegExp]>([
    ['a key of the house', ownCrm({ key: 'dropbox' }), 'key', /pattern/],
    ['an unknown member', ownCrm({ tokens: [] }), 'definition', /additional properties \(tokens\)/],
    ['no method', ownCrm({ methods: [] }), 'methods', /fewer than 1/],
    ['every host of the world', ownCrm({ hosts: ['*'] }), 'hosts.0', /host name/],
    ['every host of a top-level domain', ownCrm({ hosts: ['*.com'] }), 'hosts.0', /host name/],
    ['an IP address as host', ownCrm({ hosts: ['10.0.0.1'] }), 'hosts.0', /host name/],
    [
      'a base URL elsewhere',
      ownCrm({}, { baseUrl: 'https://evil.example/' }),
      'methods.0.baseUrl',
      /not among the hosts/,
    ],
    ['a base URL on http', ownCrm({}, { baseUrl: 'http://login.crm.example/' }), 'methods.0.baseUrl', /pattern/],
    ['a port', ownCrm({}, { baseUrl: 'https://login.crm.example:8443/' }), 'methods.0.baseUrl', /https address/],
    [
      'a user in an address',
      ownCrm({}, { baseUrl: 'https://a@login.crm.example/' }),
      'methods.0.baseUrl',
      /https address/,
    ],
    [
      'tokens from elsewhere',
      ownCrm({}, scheme({ tokenUrl: 'https://evil.example/t' })),
      'methods.0.scheme.tokenUrl',
      /not among/,
    ],
    [
      'free text in a host',
      ownCrm({}, { baseUrl: 'https://{clientId}.crm.example' }),
      'methods.0.baseUrl',
      /host-label/,
    ],
    [
      'a secret in an address',
      ownCrm({}, { baseUrl: 'https://login.crm.example/{clientSecret}' }),
      'methods.0.baseUrl',
      /secret/,
    ],
    ['a secret in a header', ownCrm({}, { headers: { a: '{clientSecret}' } }), 'methods.0.headers.a', /secret/],
    ['a field that is not there', ownCrm({}, { headers: { a: '{nobody}' } }), 'methods.0.headers.a', /not declared/],
    [
      'a member of every object',
      ownCrm({}, { headers: { a: '{constructor}' } }),
      'methods.0.headers.a',
      /not declared/,
    ],
    [
      'a client secret that is no secret',
      ownCrm({}, { fields: { ...FIELDS, clientSecret: TEXT } }),
      'methods.0.scheme.client.secret',
      /secret field/,
    ],
    [
      'a pattern, which could take for ever',
      ownCrm({}, { fields: { ...FIELDS, clientId: { ...TEXT, pattern: '(a+)+' } } }),
      'methods.0.fields.clientId',
      /pattern/,
    ],
    [
      'a condition on nothing',
      ownCrm({}, { fields: { ...FIELDS, x: { ...TEXT, when: { field: 'region', is: ['a'] } } } }),
      'methods.0.fields.x.when',
      /choice/,
    ],
    [
      'a preset that is no option',
      ownCrm({}, { fields: { ...FIELDS, x: { ...CHOICE, default: 'c' } } }),
      'methods.0.fields.x.default',
      /options/,
    ],
    [
      'a preset that leads elsewhere',
      ownCrm({}, { fields: { ...FIELDS, region: { ...LABEL, default: 'evil.example/' } } }),
      'methods.0.fields.region.default',
      /label/,
    ],
    [
      'a secret in the definition',
      ownCrm({}, { fields: { ...FIELDS, clientSecret: { ...SECRET, default: 'hush' } } }),
      'methods.0.fields.clientSecret.default',
      /nothing secret/,
    ],
    [
      'temporary credentials from elsewhere',
      ownCrm({}, { scheme: { ...CONSENT, temporaryUrl: 'https://evil.example/t' } }),
      'methods.0.scheme.temporaryUrl',
      /not among/,
    ],
    [
      'an exchanged token that is no secret',
      ownCrm({}, { scheme: { ...EXCHANGE, subject: { secret: 'clientId', type: 'x' } } }),
      'methods.0.scheme.subject.secret',
      /secret field/,
    ],
    [
      'a renewal where nothing is issued',
      ownCrm({}, { renewal: {}, scheme: { kind: 'static-secret', parts: [{ in: 'bearer', secret: 'clientSecret' }] } }),
      'methods.0.renewal',
      /nothing is issued/,
    ],
    [
      'a kind of scheme that nobody knows',
      ownCrm({}, { scheme: { kind: 'magic' } }),
      'methods.0.scheme',
      /discriminator|tag/,
    ],
  ])('is refused for %s', async (...[_name, definition, path, message]) => {
    const failure = await failureOf(() => checkOwnConnector(definition));
    expect(failure.code).toBe('own-connector-invalid');
    expect(failure.facts.problems).toContainEqual({ path, message: expect.stringMatching(message) });
  });
});
