import { missingForRestate } from './restate-settings.js';
import type { Secret } from './secret.js';
import type { Setting } from './setting.js';
import { SETTINGS } from './settings.js';

type Values = { readonly [K in keyof typeof SETTINGS]: (typeof SETTINGS)[K] extends Setting<infer T> ? T : never };

/** All settings, parsed once at the start; injected by this class. */
export abstract class Configuration implements Values {
  abstract readonly mode: 'production' | 'demo';
  abstract readonly port: number;
  abstract readonly host: string;
  abstract readonly publicUrl: string;
  abstract readonly databaseUrl: Secret | undefined;
  abstract readonly dataFolder: string;
  abstract readonly rootKey: Secret | undefined;
  abstract readonly rootKeyFile: string | undefined;
  abstract readonly previousRootKey: Secret | undefined;
  abstract readonly operatorKey: Secret | undefined;
  abstract readonly engine: Values['engine'];
  abstract readonly restateUrl: string | undefined;
  abstract readonly restateAdminUrl: string | undefined;
  abstract readonly restateIdentityKeys: readonly string[];
  abstract readonly restateHost: string;
  abstract readonly restatePort: number;
  abstract readonly restateEndpointUrl: string | undefined;
  abstract readonly restateStepsAtOnce: number;
  abstract readonly restateLongestWaitSeconds: number;
  abstract readonly logLevel: Values['logLevel'];
  abstract readonly metrics: Values['metrics'];
  abstract readonly trustedProxies: readonly string[];
  abstract readonly allowedPrivateHosts: readonly string[];
  abstract readonly sandboxHosts: Values['sandboxHosts'];
  abstract readonly demoFields: Values['demoFields'];
  abstract readonly eventDays: number;
  abstract readonly parkDeadlineHours: number;
  abstract readonly mostInnerRuns: number;
  abstract readonly mostWaitingEvents: number;
  abstract readonly mostKnownEvents: number;
  abstract readonly vendorTimeoutSeconds: number;
  abstract readonly healthyWithinMinutes: number;
}

/** Carries one line per problem, each naming the variable and what to do. */
export class ConfigurationError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and checks all settings at once. @throws ConfigurationError with every problem, not only the first. */
export function loadConfiguration(environment: Environment): Configuration {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries<Setting<unknown>>(SETTINGS)) {
    const text = environment[setting.variable] || setting.fallback;
    try {
      values[name] = text === undefined ? undefined : setting.parse(text);
    } catch (error) {
      problems.push(`${setting.variable} ${(error as Error).message}.`);
    }
  }
  const parsed = values as Partial<Values>;
  problems.push(...missingForRestate(parsed).filter((line) => !isNamed(problems, line)));
  problems.push(...missingTogether(parsed).filter((line) => !isNamed(problems, line)));
  problems.push(...unknownVariables(environment));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { publicUrl: `http://localhost:${parsed.port}`, ...definedOnly(parsed) } as Configuration;
}

/** Every line of a problem begins with the variable; one that cannot be read is not called missing as well. */
function variableIn(problem: string): string {
  return problem.split(' ', 1)[0] ?? '';
}

function isNamed(problems: readonly string[], problem: string): boolean {
  return problems.some((each) => variableIn(each) === variableIn(problem));
}

function missingTogether(values: Partial<Values>): string[] {
  if (values.mode !== 'production') return [];
  const problems: string[] = [];
  if (!values.publicUrl) problems.push('PUBLIC_URL is missing: set the address that browsers and vendors see.');
  else if (!isSafeOrigin(values.publicUrl))
    problems.push('PUBLIC_URL must begin with https:// unless it is localhost.');
  if (!values.operatorKey)
    problems.push('LATCHKEY_OPERATOR_KEY is missing: set a random text of at least 32 characters.');
  if (values.sandboxHosts?.length)
    problems.push('LATCHKEY_SANDBOX_HOSTS is refused in production: real secrets must not reach a sandbox.');
  if (Object.keys(values.demoFields ?? {}).length > 0)
    problems.push('LATCHKEY_DEMO_FIELDS is refused in production: its values are shown to everybody.');
  if (values.databaseUrl && !values.rootKey && !values.rootKeyFile) {
    problems.push(
      'LATCHKEY_ROOT_KEY or LATCHKEY_ROOT_KEY_FILE is missing: with PostgreSQL every replica needs the same root key.',
    );
  }
  return problems;
}

/** A misspelt LATCHKEY_ variable would otherwise be ignored in silence. */
function unknownVariables(environment: Environment): string[] {
  const known = new Set<string>(Object.values(SETTINGS).map((setting) => setting.variable));
  return Object.keys(environment)
    .filter((name) => name.startsWith('LATCHKEY_') && !known.has(name))
    .map((name) => `${name} is not a setting of Latchkey: correct the name or remove it.`);
}

function isSafeOrigin(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function definedOnly(values: Partial<Values>): Partial<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
