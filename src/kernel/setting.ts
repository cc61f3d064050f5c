/** One line of the configuration: how a text from the environment becomes a value, and what the reference page says. */
export interface Setting<T> {
  readonly variable: string;
  /** For the reference page and for the line that names a bad value. */
  readonly description: string;
  readonly fallback: string | undefined;
  readonly isSecret: boolean;
  /** Returns the value, or throws an Error whose message completes "VARIABLE ...". */
  parse(text: string): T;
}

export interface SettingOptions<T> {
  readonly variable: string;
  readonly description: string;
  readonly parse: (text: string) => T;
  readonly isSecret?: boolean;
}

export function requiredSetting<T>(options: SettingOptions<T> & { readonly fallback: string }): Setting<T> {
  return { isSecret: false, ...options };
}

/** Absent or empty means undefined. */
export function optionalSetting<T>(options: SettingOptions<T>): Setting<T | undefined> {
  return {
    isSecret: false,
    ...options,
    fallback: undefined,
    parse: (text) => (text === '' ? undefined : options.parse(text)),
  };
}

export function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d{1,9}$/.test(text) || value < from || value > to) {
      throw new Error(`must be a whole number from ${from} to ${to}`);
    }
    return value;
  };
}

export function oneOf<const T extends string>(...options: readonly T[]): (text: string) => T {
  return (text) => {
    const found = options.find((option) => option === text);
    if (found === undefined) throw new Error(`must be one of ${options.join(', ')}`);
    return found;
  };
}

export function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Public keys of Restate, as it writes them. */
export function identityKeys(text: string): readonly string[] {
  const keys = listOf(text);
  if (!keys.every((key) => /^publickeyv1_[1-9A-HJ-NP-Za-km-z]{32,64}$/.test(key))) {
    throw new Error('must be public keys such as publickeyv1_2G8dCQhArfvGpzPw5Vx2ALciR4xCLHfS5YaT93XjNxX9');
  }
  return keys;
}

/** An http or https address without path, query or user: the cookies of a consent are bound to paths at the root. */
export function origin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/` || /[?#]$/.test(text)) {
    throw new Error('must be an address without path such as https://tokens.example.com');
  }
  return url.origin;
}

/** `pattern=address` pairs, comma separated. */
export function hostMapping(text: string): readonly HostMapping[] {
  return listOf(text).map((pair) => {
    const [pattern, address, more] = pair.split('=');
    if (!pattern || !address || more !== undefined || !/^(\*\.)?[a-z0-9.-]+$/.test(pattern)) {
      throw new Error('must be pairs such as api.example.com=http://127.0.0.1:4000, separated by commas');
    }
    return { pattern, address: origin(address) };
  });
}

export interface HostMapping {
  /** An exact host, or `*.suffix`. */
  readonly pattern: string;
  readonly address: string;
}

/** Values by connector, method and field. */
export type DemoFields = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/** JSON of three levels of objects, texts at the bottom. */
export function demoFields(text: string): DemoFields {
  const isTable = (value: unknown, isEntry: (entry: unknown) => boolean): boolean =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isEntry);
  const isText = (value: unknown) => typeof value === 'string';
  const isDemoFields = (value: unknown): value is DemoFields =>
    isTable(value, (methods) => isTable(methods, (fields) => isTable(fields, isText)));
  try {
    const parsed: unknown = JSON.parse(text);
    if (isDemoFields(parsed)) return parsed;
  } catch {
    // Told below with the rest of what is wrong.
  }
  throw new Error('must be JSON such as {"connector": {"method": {"field": "value"}}}');
}
