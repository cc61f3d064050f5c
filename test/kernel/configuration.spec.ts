import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { type Configuration, ConfigurationError, loadConfiguration } from '../../src/kernel/configuration.js';
import { SETTINGS } from '../../src/kernel/settings.js';

type Environment = Readonly<Record<string, string>>;

const ROOT_KEY = randomBytes(32).toString('base64');
const OPERATOR_KEY = 'an-operator-key-of-more-than-32-characters';
const PRODUCTION = { PUBLIC_URL: 'https://tokens.example.com', LATCHKEY_OPERATOR_KEY: OPERATOR_KEY };
const DEMO = { LATCHKEY_MODE: 'demo' };
const POSTGRES = { DATABASE_URL: 'postgres://latchkey:hush@db.example.com/latchkey' };

/** The problems, one a line; none when the settings are accepted. */
function problemsOf(environment: Environment): readonly string[] {
  try {
    loadConfiguration(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

describe('The settings', () => {
  it('have defaults that a demo starts with', () => {
    expect(loadConfiguration(DEMO)).toMatchObject({
      mode: 'demo',
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      dataFolder: './data',
      logLevel: 'log',
      trustedProxies: [],
      allowedPrivateHosts: [],
      sandboxHosts: [],
      demoFields: {},
      vendorTimeoutSeconds: 30,
    });
  });

  it('move the public address with the port, unless it is told', () => {
    expect(loadConfiguration({ ...DEMO, PORT: '4321' }).publicUrl).toBe('http://localhost:4321');
    const told = { ...DEMO, PORT: '4321', PUBLIC_URL: 'http://localhost:9' };
    expect(loadConfiguration(told).publicUrl).toBe('http://localhost:9');
  });

  it.each<[string, Environment, Partial<Record<keyof Configuration, unknown>>]>([
    ['port 0, for a free one', { PORT: '0' }, { port: 0 }],
    ['the highest port', { PORT: '65535' }, { port: 65_535 }],
    ['an address with a closing slash', { PUBLIC_URL: 'https://a.example/' }, { publicUrl: 'https://a.example' }],
    ['an address with a port', { PUBLIC_URL: 'https://a.example:8443' }, { publicUrl: 'https://a.example:8443' }],
    [
      'lists with blanks',
      { LATCHKEY_TRUSTED_PROXIES: ' 10.0.0.1, ,10.1.0.0/16 ' },
      { trustedProxies: ['10.0.0.1', '10.1.0.0/16'] },
    ],
    ['an empty setting as if it were absent', { PORT: '', LATCHKEY_ROOT_KEY: '' }, { port: 3000 }],
    [
      'sandbox hosts',
      { LATCHKEY_SANDBOX_HOSTS: 'api.example.com=http://127.0.0.1:4100,*.example.org=http://127.0.0.1:4101/' },
      {
        sandboxHosts: [
          { pattern: 'api.example.com', address: 'http://127.0.0.1:4100' },
          { pattern: '*.example.org', address: 'http://127.0.0.1:4101' },
        ],
      },
    ],
    [
      'demo fields',
      { LATCHKEY_DEMO_FIELDS: '{"redox":{"api-key":{"secret":"public"}}}' },
      { demoFields: { redox: { 'api-key': { secret: 'public' } } } },
    ],
  ])('accept %s', (_what, environment, values) => {
    expect(loadConfiguration({ ...DEMO, ...environment })).toMatchObject(values);
  });

  it.each<[string, Environment]>([
    ['a port that is no number', { PORT: 'http' }],
    ['a port beyond the last', { PORT: '65536' }],
    ['a negative port', { PORT: '-1' }],
    ['a port in hexadecimal', { PORT: '0x10' }],
    ['a broken port', { PORT: '80.5' }],
    ['an unknown mode', { LATCHKEY_MODE: 'test' }],
    ['a public address without scheme', { PUBLIC_URL: 'tokens.example.com' }],
    ['a public address of another scheme', { PUBLIC_URL: 'ftp://tokens.example.com' }],
    ['a public address with a user', { PUBLIC_URL: 'https://me:pw@tokens.example.com' }],
    ['a public address with a query', { PUBLIC_URL: 'https://tokens.example.com/?a=b' }],
    ['a public address with a path', { PUBLIC_URL: 'https://tokens.example.com/latchkey' }],
    ['another database', { DATABASE_URL: 'mysql://localhost/latchkey' }],
    ['a root key that is too short', { LATCHKEY_ROOT_KEY: randomBytes(16).toString('base64') }],
    ['a root key that is no base64', { LATCHKEY_ROOT_KEY: 'not base64 at all' }],
    ['a previous root key that is none', { LATCHKEY_PREVIOUS_ROOT_KEY: 'x' }],
    ['a short operator key', { LATCHKEY_OPERATOR_KEY: 'short' }],
    ['an unknown log level', { LATCHKEY_LOG_LEVEL: 'loud' }],
    ['a sandbox host without address', { LATCHKEY_SANDBOX_HOSTS: 'api.example.com' }],
    ['a sandbox host with two addresses', { LATCHKEY_SANDBOX_HOSTS: 'a.example=http://x=http://y' }],
    ['a sandbox host that is an address', { LATCHKEY_SANDBOX_HOSTS: 'https://a.example=http://127.0.0.1' }],
    ['demo fields that are no JSON', { LATCHKEY_DEMO_FIELDS: 'redox' }],
    ['demo fields without methods', { LATCHKEY_DEMO_FIELDS: '{"redox":{"secret":"public"}}' }],
    ['a timeout of nothing', { LATCHKEY_VENDOR_TIMEOUT_SECONDS: '0' }],
    ['a timeout of an hour', { LATCHKEY_VENDOR_TIMEOUT_SECONDS: '3600' }],
  ])('refuse %s in one line that names the variable', (_what, environment) => {
    const [variable = ''] = Object.keys(environment);
    const problems = problemsOf({ ...DEMO, ...environment });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${variable} must .*\\.$`));
  });

  it('name every problem at once', () => {
    const problems = problemsOf({ ...DEMO, PORT: 'x', LATCHKEY_LOG_LEVEL: 'x', LATCHKEY_COLOUR: 'red' });
    expect(problems.map((line) => line.split(' ')[0])).toEqual(['PORT', 'LATCHKEY_LOG_LEVEL', 'LATCHKEY_COLOUR']);
  });

  it('name what is missing beside what is wrong, and each variable once', () => {
    const problems = problemsOf({ PORT: 'x', PUBLIC_URL: 'nowhere' });
    expect(problems.map((line) => line.split(' ')[0])).toEqual(['PORT', 'PUBLIC_URL', 'LATCHKEY_OPERATOR_KEY']);
  });

  it('refuse a misspelt variable of ours, and let those of others be', () => {
    expect(problemsOf({ ...DEMO, LATCHKEY_ROOTKEY: ROOT_KEY })).toEqual([
      'LATCHKEY_ROOTKEY is not a setting of Latchkey: correct the name or remove it.',
    ]);
    expect(problemsOf({ ...DEMO, HOME: '/root', DATABASE_HOST: 'x' })).toEqual([]);
  });

  describe('in production', () => {
    it.each<[string, Environment]>([
      ['the embedded database', {}],
      ['PostgreSQL and a root key', { ...POSTGRES, LATCHKEY_ROOT_KEY: ROOT_KEY }],
      ['PostgreSQL and a root key file', { ...POSTGRES, LATCHKEY_ROOT_KEY_FILE: '/run/secrets/root.key' }],
      ['http on the machine itself', { PUBLIC_URL: 'http://localhost:3000' }],
    ])('are enough with %s', (_what, environment) => {
      expect(problemsOf({ ...PRODUCTION, ...environment })).toEqual([]);
    });

    it.each<[string, Environment, string]>([
      ['no public address', { PUBLIC_URL: '' }, 'PUBLIC_URL'],
      ['http to other machines', { PUBLIC_URL: 'http://tokens.example.com' }, 'PUBLIC_URL'],
      ['a host that only looks like this machine', { PUBLIC_URL: 'http://localhost.example.com' }, 'PUBLIC_URL'],
      ['no operator key', { LATCHKEY_OPERATOR_KEY: '' }, 'LATCHKEY_OPERATOR_KEY'],
      ['sandbox vendors', { LATCHKEY_SANDBOX_HOSTS: 'a.example=http://127.0.0.1:1' }, 'LATCHKEY_SANDBOX_HOSTS'],
      ['demo fields', { LATCHKEY_DEMO_FIELDS: '{"redox":{}}' }, 'LATCHKEY_DEMO_FIELDS'],
      ['PostgreSQL without a root key', POSTGRES, 'LATCHKEY_ROOT_KEY'],
    ])('are refused with %s', (_what, environment, variable) => {
      const problems = problemsOf({ ...PRODUCTION, ...environment });
      expect(problems).toHaveLength(1);
      expect(problems[0]?.startsWith(variable)).toBe(true);
    });

    it('is what starts when nothing else is said', () => {
      expect(problemsOf({}).length).toBeGreaterThan(0);
      expect(loadConfiguration(PRODUCTION).mode).toBe('production');
    });
  });

  it('show no secret, neither as values nor in problems', () => {
    const secrets = { LATCHKEY_ROOT_KEY: ROOT_KEY, LATCHKEY_PREVIOUS_ROOT_KEY: ROOT_KEY, ...POSTGRES };
    const configuration = loadConfiguration({ ...PRODUCTION, ...secrets });
    for (const text of [JSON.stringify(configuration), inspect(configuration, { depth: 9 })]) {
      expect(text).not.toMatch(/hush|an-operator-key/);
      expect(text).not.toContain(ROOT_KEY);
    }
    const wrong = {
      LATCHKEY_ROOT_KEY: 'secret-canary',
      DATABASE_URL: 'secret-canary',
      LATCHKEY_OPERATOR_KEY: 'canary',
    };
    expect(problemsOf({ ...PRODUCTION, ...wrong }).join('\n')).not.toContain('canary');
  });

  it('each have a description and a variable of their own', () => {
    const settings = Object.values(SETTINGS);
    expect(new Set(settings.map(({ variable }) => variable)).size).toBe(settings.length);
    for (const { description } of settings) expect(description.length).toBeGreaterThan(15);
  });
});
