import type { Connector, Method } from '../../src/connectors/contract/connector.js';
import type { Field, Fields, FieldValues } from '../../src/connectors/contract/fields.js';
import { Secret } from '../../src/kernel/secret.js';

/** One method of a connector, with its name for people who read a failing test. */
export interface NamedMethod {
  readonly name: string;
  readonly connector: Connector;
  readonly method: Method;
}

export function methodsOf(connectors: readonly Connector[]): readonly NamedMethod[] {
  return connectors.flatMap((connector) =>
    connector.methods.map((method) => ({ name: `${connector.key} ${method.key}`, connector, method })),
  );
}

export const SAMPLE_SECRET = 'canary';

const FORMATTED = {
  address: 'https://api.sample.example/v1',
  hosts: '*.sample.example',
  headers: 'accept-language: en',
} as const;

/** One set of values for each option of each list. */
export function sampleValues(fields: Fields): readonly FieldValues[] {
  const entries = Object.entries(fields);
  const base = Object.fromEntries(entries.map(([key, field]) => [key, sampleValue(field)]));
  const choices = entries.flatMap(([key, field]) =>
    field.kind === 'choice' ? field.options.map(({ value }) => ({ ...base, [key]: value })) : [],
  );
  return [base, ...choices];
}

function sampleValue(field: Field): string | Secret {
  if (field.kind === 'secret') return new Secret(SAMPLE_SECRET);
  if (field.kind === 'choice') return field.default ?? '';
  if (field.kind === 'text' && field.format) return FORMATTED[field.format];
  return field.kind === 'host-label' ? 'Acme-1' : 'sample';
}

/** Where credentials of these values may be sent. */
export function hostsOf({ connector, method }: NamedMethod, values: FieldValues): readonly string[] {
  return [...connector.hosts, ...(method.hosts?.(values) ?? [])];
}

/** Every address that the service itself calls, before anything is issued. */
export function addressesOf({ scheme, baseUrl, probe }: Method, values: FieldValues): readonly string[] {
  const proof = probe(values, undefined);
  const addresses = [baseUrl(values, undefined), ...(proof.kind === 'request' ? [proof.url] : [])];
  switch (scheme.kind) {
    case 'authorization-code':
      return [...addresses, scheme.tokenUrl(values), ...(scheme.renewUrl ? [scheme.renewUrl(values)] : [])];
    case 'client-credentials':
    case 'jwt-bearer':
    case 'token-exchange':
      return [...addresses, scheme.tokenUrl(values)];
    case 'key-exchange':
      return [
        ...addresses,
        scheme.issue(values).url,
        ...(scheme.renew ? [scheme.renew(values, new Secret(SAMPLE_SECRET)).url] : []),
      ];
    case 'device-code':
      return [...addresses, scheme.deviceUrl(values), scheme.tokenUrl(values)];
    case 'signed-consent':
      return [...addresses, scheme.temporaryUrl(values), scheme.tokenUrl(values)];
    case 'signed-request':
    case 'static-secret':
      return addresses;
  }
}
