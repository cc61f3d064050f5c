import type { RequestDefaults } from '../../contract/credential.js';
import { text } from '../../contract/fields.js';
import type { Probe } from '../../contract/probe.js';

/** What every method of a generic connector asks of the service itself. */
export const SERVICE_FIELDS = {
  baseUrl: text('Base URL', 'The address that all paths of the API continue, such as https://api.example.com/v1', {
    format: 'address',
    maxLength: 1_000,
  }),
  moreHosts: text('Further hosts', 'Other hosts where the credential may go: names or *.suffix, with spaces between', {
    required: false,
    format: 'hosts',
    maxLength: 2_000,
  }),
  headers: text('Default headers', 'Sent with every request that does not say otherwise: one "Name: value" on a line', {
    required: false,
    format: 'headers',
    multiline: true,
    maxLength: 4_000,
  }),
  timeoutSeconds: text('Timeout', 'Seconds that a whole request may take; 30 when left empty, 600 at most', {
    required: false,
    pattern: { source: '[1-9]|[1-9][0-9]|[1-5][0-9][0-9]|600', hint: 'must be a number of seconds from 1 to 600' },
  }),
  testPath: text('Test path', 'A path below the base URL that answers GET without harm; the base URL when left empty', {
    required: false,
    maxLength: 1_000,
    pattern: { source: '/?[^\\s\\\\]*', hint: 'must be a path without spaces' },
  }),
} as const;

export interface ServiceValues {
  readonly baseUrl: string;
  readonly moreHosts: string;
  readonly headers: string;
  readonly timeoutSeconds: string;
  readonly testPath: string;
}

/** Everything about a method that follows from the service's fields. */
export const SERVICE = {
  hosts: (values: ServiceValues): readonly string[] => serviceHosts(values),
  baseUrl: ({ baseUrl }: ServiceValues): string => baseUrl.replace(/\/+$/, ''),
  probe: (values: ServiceValues): Probe => ({ kind: 'request', method: 'GET', url: testUrl(values) }),
  requests: ({ headers, timeoutSeconds }: ServiceValues): RequestDefaults => ({
    headers: headersIn(headers),
    ...(timeoutSeconds === '' ? {} : { deadlineMs: Number(timeoutSeconds) * 1_000 }),
  }),
} as const;

/** The hosts of the service, and of further addresses that the method has; an empty one is none. */
export function serviceHosts(
  { baseUrl, moreHosts }: ServiceValues,
  ...addresses: readonly string[]
): readonly string[] {
  const typed = moreHosts.split(/[\s,]+/).filter((host) => host !== '');
  return [...new Set([...[baseUrl, ...addresses].flatMap(hostIn), ...typed])];
}

function hostIn(address: string): readonly string[] {
  return URL.canParse(address) ? [new URL(address).hostname] : [];
}

function testUrl({ baseUrl, testPath }: ServiceValues): string {
  const base = baseUrl.replace(/\/+$/, '');
  return testPath === '' ? base : `${base}/${testPath.replace(/^\/+/, '')}`;
}

function headersIn(lines: string): Readonly<Record<string, string>> {
  const filled = lines.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(filled.map((line) => pairOf(line, line.indexOf(':'))));
}

function pairOf(line: string, colon: number): readonly [string, string] {
  return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}
