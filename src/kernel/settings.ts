import { RESTATE_SETTINGS } from './restate-settings.js';
import { Secret } from './secret.js';
import {
  demoFields,
  hostMapping,
  listOf,
  oneOf,
  optionalSetting,
  origin,
  requiredSetting,
  wholeNumber,
} from './setting.js';

/** Every setting Latchkey knows; the reference page of the documentation is generated from this table. */
export const SETTINGS = {
  mode: requiredSetting({
    variable: 'LATCHKEY_MODE',
    description: '`production`, or `demo` for the start with sandbox vendors. Set by the start commands.',
    fallback: 'production',
    parse: oneOf('production', 'demo'),
  }),
  port: requiredSetting({
    variable: 'PORT',
    description: 'Port of the server.',
    fallback: '3000',
    parse: wholeNumber(0, 65_535),
  }),
  host: requiredSetting({
    variable: 'HOST',
    description: 'Address to listen on. `0.0.0.0` or `::` opens it to other machines.',
    fallback: '127.0.0.1',
    parse: (text) => text,
  }),
  publicUrl: optionalSetting({
    variable: 'PUBLIC_URL',
    description:
      'The address that browsers and vendors see; the redirect URI is this plus `/oauth/callback`. Required in production; https unless it is localhost.',
    parse: origin,
  }),
  databaseUrl: optionalSetting({
    variable: 'DATABASE_URL',
    description: 'A PostgreSQL address. Absent: an embedded SQLite file in `LATCHKEY_DATA`.',
    parse: (text) => {
      if (!/^postgres(ql)?:\/\//.test(text)) throw new Error('must begin with postgres:// or postgresql://');
      return new Secret(text);
    },
    isSecret: true,
  }),
  dataFolder: requiredSetting({
    variable: 'LATCHKEY_DATA',
    description:
      'Folder of the embedded database and of the root key file, and with every database of `spool`: sealed answers of vendors wait there while the database is away, so it must be writable and survive a restart.',
    fallback: './data',
    parse: (text) => text,
  }),
  rootKey: optionalSetting({
    variable: 'LATCHKEY_ROOT_KEY',
    description: 'The key of the vault: 32 random bytes in base64. With PostgreSQL this or the file is required.',
    parse: rootKey,
    isSecret: true,
  }),
  rootKeyFile: optionalSetting({
    variable: 'LATCHKEY_ROOT_KEY_FILE',
    description:
      'A file, mode 0600, with the root key. Embedded default: `root.key` in `LATCHKEY_DATA`, made on first start.',
    parse: (text) => text,
  }),
  previousRootKey: optionalSetting({
    variable: 'LATCHKEY_PREVIOUS_ROOT_KEY',
    description: 'The root key before the present one, while a rotation of the root key is under way.',
    parse: rootKey,
    isSecret: true,
  }),
  operatorKey: optionalSetting({
    variable: 'LATCHKEY_OPERATOR_KEY',
    description:
      'The key of the platform operator, who creates tenants: at least 32 characters. Required in production.',
    parse: (text) => {
      if (text.length < 32) throw new Error('must have at least 32 characters');
      return new Secret(text);
    },
    isSecret: true,
  }),
  engine: requiredSetting({
    variable: 'LATCHKEY_ENGINE',
    description:
      'What carries runs: `embedded`, in this process; or `restate`, on a Restate server or cluster of yours. See [scaling](../scaling.md).',
    fallback: 'embedded',
    parse: oneOf('embedded', 'restate'),
  }),
  ...RESTATE_SETTINGS,
  logLevel: requiredSetting({
    variable: 'LATCHKEY_LOG_LEVEL',
    description: 'The least important message that is logged.',
    fallback: 'log',
    parse: oneOf('fatal', 'error', 'warn', 'log', 'debug', 'verbose'),
  }),
  metrics: requiredSetting({
    variable: 'LATCHKEY_METRICS',
    description:
      'Who may read `/metrics`: `operator`, with the operator’s key as the bearer; or `loopback`, also whoever asks from this machine without a proxy in between.',
    fallback: 'operator',
    parse: oneOf('operator', 'loopback'),
  }),
  trustedProxies: requiredSetting({
    variable: 'LATCHKEY_TRUSTED_PROXIES',
    description: 'Addresses or ranges of the proxies whose `X-Forwarded-For` is believed, comma separated.',
    fallback: '',
    parse: listOf,
  }),
  allowedPrivateHosts: requiredSetting({
    variable: 'LATCHKEY_ALLOWED_PRIVATE_HOSTS',
    description: 'Host names that may resolve to private addresses, comma separated. All others are refused.',
    fallback: '',
    parse: listOf,
  }),
  parkDeadlineHours: requiredSetting({
    variable: 'LATCHKEY_PARK_DEADLINE_HOURS',
    description:
      'After so many hours in which a run waits for a person, `run.escalated` tells that nobody came; the run goes on waiting.',
    fallback: '168',
    parse: wholeNumber(1, 87_600),
  }),
  mostInnerRuns: requiredSetting({
    variable: 'LATCHKEY_INNER_RUNS',
    description: 'How many runs that were started inside one run, at any depth, may be under way at a time.',
    fallback: '10000',
    parse: wholeNumber(1, 1_000_000),
  }),
  mostWaitingEvents: requiredSetting({
    variable: 'LATCHKEY_WAITING_EVENTS',
    description:
      'How many events may wait for one schedule whose runs are all under way, and how many are kept for one task of a run that listens; of more the oldest are given up.',
    fallback: '10000',
    parse: wholeNumber(1, 1_000_000),
  }),
  mostKnownEvents: requiredSetting({
    variable: 'LATCHKEY_KNOWN_EVENTS',
    description:
      'How many of the events that an app was told in the last seven days are known again; of more the oldest are forgotten, and taken once more if they are sent again.',
    fallback: '1000000',
    parse: wholeNumber(1, 100_000_000),
  }),
  sandboxHosts: requiredSetting({
    variable: 'LATCHKEY_SANDBOX_HOSTS',
    description:
      'Vendor hosts that are answered by a sandbox, as `host=address` pairs, comma separated. Refused in production.',
    fallback: '',
    parse: hostMapping,
  }),
  demoFields: requiredSetting({
    variable: 'LATCHKEY_DEMO_FIELDS',
    description:
      'Field values that the form of a connector offers to fill in, as JSON `{"connector": {"method": {"field": "value"}}}`; for a sandbox, whose secrets are public. Refused in production.',
    fallback: '{}',
    parse: demoFields,
  }),
  vendorTimeoutSeconds: requiredSetting({
    variable: 'LATCHKEY_VENDOR_TIMEOUT_SECONDS',
    description: 'How long a call to a token endpoint or a probe may take.',
    fallback: '30',
    parse: wholeNumber(1, 600),
  }),
  healthyWithinMinutes: requiredSetting({
    variable: 'LATCHKEY_HEALTHY_WITHIN_MINUTES',
    description: 'A connection is called healthy when the vendor has proved it within so many minutes.',
    fallback: '60',
    parse: wholeNumber(1, 525_600),
  }),
  eventDays: requiredSetting({
    variable: 'LATCHKEY_EVENT_DAYS',
    description: 'How many days events and the log of webhook deliveries are kept.',
    fallback: '30',
    parse: wholeNumber(7, 3_650),
  }),
} as const;

function rootKey(text: string): Secret {
  const isBase64 = /^[A-Za-z0-9+/]{43}=$/.test(text);
  if (!isBase64) throw new Error('must be 32 random bytes in base64 (openssl rand -base64 32)');
  return new Secret(text);
}
