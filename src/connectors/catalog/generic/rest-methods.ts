import { method } from '../../contract/connector.js';
import { secret, text } from '../../contract/fields.js';
import { SERVICE, SERVICE_FIELDS } from './service-fields.js';

/** No proof at all: a service that knows its callers by their network, or asks for none. */
export const ANONYMOUS = method({
  key: 'none',
  title: 'No authentication',
  fields: SERVICE_FIELDS,
  setup: ['Type the base URL of the service into this form.'],
  scheme: { kind: 'static-secret', present: () => [] },
  ...SERVICE,
});

export const BASIC = method({
  key: 'basic',
  title: 'User name and password (HTTP Basic)',
  fields: {
    user: text('User name', 'The account at the service; it has no colon', {
      pattern: { source: '[^:]*', hint: 'must not have a colon' },
    }),
    password: secret('Password', 'The account at the service'),
    ...SERVICE_FIELDS,
  },
  setup: ['At the service, make an account for this connection.', 'Copy its user name and password into this form.'],
  scheme: { kind: 'static-secret', present: ({ user, password }) => [{ in: 'basic', user, password }] },
  ...SERVICE,
});

export const BEARER = method({
  key: 'bearer',
  title: 'Bearer token',
  fields: { token: secret('Token', 'Shown once when the service makes it'), ...SERVICE_FIELDS },
  setup: ['At the service, make a token.', 'Copy it into this form without the word Bearer.'],
  scheme: { kind: 'static-secret', present: ({ token }) => [{ in: 'bearer', token }] },
  ...SERVICE,
});

export const CUSTOM_HEADERS = method({
  key: 'headers',
  title: 'Secret headers',
  fields: {
    secretHeaders: secret('Secret headers', 'One "Name: value" on each line, as the service documents them', {
      multiline: true,
    }),
    ...SERVICE_FIELDS,
  },
  setup: [
    'At the service, make the keys that its headers carry.',
    'Type the headers into this form, one on each line.',
  ],
  scheme: { kind: 'static-secret', present: ({ secretHeaders }) => [{ in: 'headers', lines: secretHeaders }] },
  ...SERVICE,
});

const HEADER_NAME = { source: "[!#$%&'*+.^_`|~0-9A-Za-z-]+", hint: 'must be a name that a header can have' };

export const KEY_IN_HEADER = method({
  key: 'header',
  title: 'API key in a header',
  fields: {
    apiKey: secret('API Key', 'The page of the service where keys are made'),
    headerName: text('Header', 'The header that the service reads the key from', {
      default: 'X-API-Key',
      pattern: HEADER_NAME,
    }),
    prefix: text('Word before the key', 'Only where the service wants one, such as Token or ApiKey', {
      required: false,
      pattern: { source: '[\\x21-\\x7e]*', hint: 'must be one word' },
    }),
    ...SERVICE_FIELDS,
  },
  setup: ['At the service, make an API key.', 'Copy it into this form, and name the header that it belongs in.'],
  scheme: {
    kind: 'static-secret',
    present: ({ apiKey, headerName, prefix }) => [
      { in: 'header', name: headerName, value: apiKey, ...(prefix === '' ? {} : { prefix: `${prefix} ` }) },
    ],
  },
  ...SERVICE,
});

export const KEY_IN_QUERY = method({
  key: 'query',
  title: 'API key in the query',
  fields: {
    apiKey: secret('API Key', 'The page of the service where keys are made'),
    parameter: text('Parameter', 'The query parameter that the service reads the key from', { default: 'api_key' }),
    ...SERVICE_FIELDS,
  },
  setup: ['At the service, make an API key.', 'Copy it into this form, and name the parameter that it belongs in.'],
  scheme: {
    kind: 'static-secret',
    present: ({ apiKey, parameter }) => [{ in: 'query', name: parameter, value: apiKey }],
  },
  ...SERVICE,
});

export const KEY_IN_COOKIE = method({
  key: 'cookie',
  title: 'API key in a cookie',
  fields: {
    apiKey: secret('API Key', 'The page of the service where keys are made'),
    cookieName: text('Cookie', 'The cookie that the service reads the key from', { pattern: HEADER_NAME }),
    ...SERVICE_FIELDS,
  },
  setup: ['At the service, make an API key.', 'Copy it into this form, and name the cookie that it belongs in.'],
  scheme: {
    kind: 'static-secret',
    present: ({ apiKey, cookieName }) => [{ in: 'cookie', name: cookieName, value: apiKey }],
  },
  ...SERVICE,
});

export const CLIENT_CERTIFICATE = method({
  key: 'certificate',
  title: 'Client certificate (mutual TLS)',
  fields: {
    certificate: text('Client certificate', 'PEM, with the chain above it if the service needs that', {
      multiline: true,
      maxLength: 32_768,
    }),
    privateKey: secret('Private Key', 'The key of the certificate: PEM, not encrypted', { multiline: true }),
    trusted: text('Trusted certificates', 'PEM; only for servers whose certificate no public authority has issued', {
      required: false,
      multiline: true,
      maxLength: 65_536,
    }),
    ...SERVICE_FIELDS,
  },
  setup: [
    'Have a client certificate issued that the service knows.',
    'Copy the certificate and its private key into this form. They never leave Latchkey: requests go through its proxy or its actions.',
  ],
  scheme: {
    kind: 'static-secret',
    present: ({ certificate, privateKey, trusted }) => [{ in: 'certificate', certificate, privateKey, trusted }],
  },
  ...SERVICE,
});
