import { SIGNING_ALGORITHMS } from '../contract/oauth-client.js';
import { RENEWAL_RATES } from '../contract/renewal-facts.js';

const text = (maxLength: number, more: object = {}) => ({ type: 'string', minLength: 1, maxLength, ...more });
const list = (items: object, maxItems: number) => ({ type: 'array', items, maxItems });
const texts = (most: number) => ({
  type: 'object',
  maxProperties: most,
  propertyNames: { pattern: '^[!-~]{1,100}$' },
  additionalProperties: { type: 'string', maxLength: 2_000 },
});
/** Nothing but what is named: a misspelt member is said, not passed over. */
const exact = (required: Record<string, object>, optional: Record<string, object> = {}) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});

const KEBAB = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$';
const ADDRESS = text(1_000, { pattern: '^https://[!-~]+$' });
const SECRET = text(64, { pattern: '^[a-z][A-Za-z0-9]*$' });
const WHEN = exact({ field: text(64), is: list(text(100), 50) });
const FIELD = {
  oneOf: [
    exact(
      { kind: { const: 'text' }, label: text(100), where: text(300) },
      { ...optionalField(), format: { enum: ['address', 'hosts', 'headers'] }, multiline: { type: 'boolean' } },
    ),
    exact(
      { kind: { const: 'secret' }, label: text(100), where: text(300) },
      { ...optionalField(), multiline: { type: 'boolean' } },
    ),
    exact(
      { kind: { const: 'host-label' }, label: text(100), where: text(300) },
      { ...optionalField(), underscores: { type: 'boolean' } },
    ),
    exact(
      {
        kind: { const: 'choice' },
        label: text(100),
        where: text(300),
        options: { ...list(exact({ value: text(100), label: text(100) }), 100), minItems: 1 },
      },
      optionalField(),
    ),
  ],
};

function optionalField() {
  return {
    required: { type: 'boolean' },
    default: { type: 'string', maxLength: 512 },
    maxLength: { type: 'integer', minimum: 1, maximum: 32_768 },
    when: WHEN,
  };
}

const KEY = exact({ algorithm: { enum: SIGNING_ALGORITHMS }, privateKey: SECRET }, { keyId: text(512) });
const CLIENT = {
  oneOf: [
    exact({ id: text(512), sentIn: { enum: ['basic-header', 'body'] } }, { secret: SECRET }),
    exact({ id: text(512), sentIn: { const: 'assertion' }, key: KEY }),
  ],
};
const ANSWER = exact(
  {},
  {
    ...Object.fromEntries(
      ['accessToken', 'refreshToken', 'expiresIn', 'expiresAt', 'issuedAtMs', 'baseUrl', 'account'].map((name) => [
        name,
        text(100),
      ]),
    ),
    assumedLifetimeSeconds: { type: 'integer', minimum: 60 },
    keep: list(text(100), 20),
    tokenTypes: list(text(50), 10),
  },
);
const REQUEST = {
  scopes: list(text(500), 100),
  tokenParams: texts(20),
  encoding: { enum: ['form', 'json'] },
  answer: ANSWER,
  scopeSeparator: text(3),
  presented: exact(
    {},
    { header: text(200, { pattern: '^[A-Za-z0-9-]+$' }), prefix: text(50, { pattern: '^[!-~]+$' }) },
  ),
};
const kind = (name: string) => ({ kind: { const: name } });
const PART = {
  oneOf: [
    exact({ in: { const: 'header' }, name: text(200), secret: SECRET }, { prefix: { type: 'string', maxLength: 50 } }),
    exact({ in: { enum: ['query', 'cookie'] }, name: text(200), secret: SECRET }),
    exact({ in: { const: 'basic' }, user: text(512), secret: SECRET }),
    exact({ in: { const: 'bearer' }, secret: SECRET }),
  ],
};
const PAIR = { secret: SECRET };
const EXCHANGED = exact({ ...PAIR, type: text(200) });
const SIGNATURE = {
  algorithm: { enum: ['HMAC-SHA256', 'HMAC-SHA1'] },
  consumer: exact({ key: text(512), ...PAIR }),
};
const REALM = { realm: { type: 'string', maxLength: 512 } };
const SCHEME = {
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: [
    exact(
      { ...kind('authorization-code'), client: CLIENT, authorizeUrl: ADDRESS, tokenUrl: ADDRESS },
      { ...REQUEST, authorizeParams: texts(20), pkce: { enum: ['S256', 'none'] } },
    ),
    exact({ ...kind('client-credentials'), client: CLIENT, tokenUrl: ADDRESS }, REQUEST),
    exact({ ...kind('device-code'), client: CLIENT, deviceUrl: ADDRESS, tokenUrl: ADDRESS }, REQUEST),
    exact(
      { ...kind('jwt-bearer'), key: KEY, issuer: text(512), tokenUrl: ADDRESS },
      { ...REQUEST, subject: text(512), audience: text(1_000) },
    ),
    exact(
      { ...kind('token-exchange'), subject: EXCHANGED, tokenUrl: ADDRESS },
      { ...REQUEST, client: CLIENT, actor: EXCHANGED },
    ),
    exact({ ...kind('signed-request'), ...SIGNATURE, token: exact({ id: text(512), ...PAIR }) }, REALM),
    exact(
      { ...kind('signed-consent'), ...SIGNATURE, temporaryUrl: ADDRESS, authorizeUrl: ADDRESS, tokenUrl: ADDRESS },
      { ...REALM, authorizeParams: texts(20) },
    ),
    exact({ ...kind('static-secret'), parts: { ...list(PART, 20), minItems: 1 } }),
  ],
};
const SPAN = exact({ seconds: { type: 'integer', minimum: 60 } }, { isSetting: { type: 'boolean' } });
const RATE = { enum: Object.keys(RENEWAL_RATES) };
const RENEWAL = exact(
  {},
  {
    rates: { ...list(RATE, 20), minItems: 1 },
    defaultRate: RATE,
    accessLifetime: SPAN,
    rotatesRefreshToken: { enum: ['never', 'optional', 'always'] },
    oldStaysValid: { type: 'boolean' },
    replayWindowSeconds: { type: 'integer', minimum: 0 },
    refreshLifetime: exact(
      { seconds: { type: 'integer', minimum: 60 }, from: { enum: ['consent', 'renewal'] } },
      { isSetting: { type: 'boolean' } },
    ),
    refreshIdle: SPAN,
    grantCap: { type: 'integer', minimum: 1 },
    renewalsAtOnce: { type: 'integer', minimum: 1 },
    earliestRenewalSeconds: { type: 'integer', minimum: 0 },
  },
);

/** The shape of a connector as data (JSON Schema); what its parts mean together is checked besides. */
export const OWN_CONNECTOR_SCHEMA = exact({
  key: text(60, { pattern: '^own-[a-z0-9]+(-[a-z0-9]+)*$' }),
  title: text(100),
  docs: ADDRESS,
  hosts: list(text(253), 50),
  methods: {
    ...list(
      exact(
        {
          key: text(60, { pattern: KEBAB }),
          title: text(100),
          fields: {
            type: 'object',
            maxProperties: 50,
            propertyNames: { pattern: '^[a-z][A-Za-z0-9]{0,63}$' },
            additionalProperties: FIELD,
          },
          setup: { ...list(text(1_000), 30), minItems: 1 },
          baseUrl: ADDRESS,
          scheme: SCHEME,
          probe: exact({ method: { enum: ['GET', 'POST'] }, url: ADDRESS }, { identity: list(text(200), 10) }),
        },
        {
          hosts: list(text(300), 20),
          headers: texts(30),
          timeoutSeconds: { type: 'integer', minimum: 1, maximum: 600 },
          renewal: RENEWAL,
        },
      ),
      10,
    ),
    minItems: 1,
  },
});
