import { Ajv, type ErrorObject } from 'ajv';
import type { OwnConnector, OwnField, OwnMethod, OwnScheme } from '../contract/own-connector.js';
import { isHostCovered, isHostPattern, parseVendorUrl } from '../wire/host-rules.js';
import { type DefinitionProblem, ownConnectorInvalid } from './own.errors.js';
import { OWN_CONNECTOR_SCHEMA } from './own-connector.schema.js';
import { fieldsIn, hostOf } from './template.js';

const MOST_PROBLEMS = 50;
const hasShape = new Ajv({ allErrors: true, discriminator: true, strict: false }).compile<OwnConnector>(
  OWN_CONNECTOR_SCHEMA,
);
/** What a host label may be, to find out where an address leads. */
const SOME_LABEL = 'some-label';

/** @throws BrokerError `own-connector-invalid` with every problem as `{ path, message }` */
export function checkOwnConnector(input: unknown): OwnConnector {
  if (!hasShape(input)) throw ownConnectorInvalid(problemsOfShape(hasShape.errors ?? []));
  const problems = [
    ...hostProblems(input),
    ...input.methods.flatMap((method, index) => methodProblems(input, method, index)),
  ];
  if (problems.length > 0) throw ownConnectorInvalid(problems.slice(0, MOST_PROBLEMS));
  return input;
}

/** The alternatives that were not meant say nothing that helps. */
function problemsOfShape(errors: readonly ErrorObject[]): readonly DefinitionProblem[] {
  const deepest = [...errors].sort((one, other) => other.instancePath.length - one.instancePath.length);
  const telling = deepest.filter(({ keyword }) => keyword !== 'oneOf');
  const problems = (telling.length > 0 ? telling : deepest).map(({ instancePath, message, params }) => ({
    path: instancePath.slice(1).replaceAll('/', '.') || 'definition',
    message: `${message ?? 'is wrong'}${detailOf(params)}.`,
  }));
  return problems.slice(0, MOST_PROBLEMS);
}

function detailOf(params: Readonly<Record<string, unknown>>): string {
  const { additionalProperty, allowedValues, allowedValue } = params;
  if (typeof additionalProperty === 'string') return ` (${additionalProperty.slice(0, 100)})`;
  if (Array.isArray(allowedValues)) return `: ${allowedValues.join(', ')}`;
  return typeof allowedValue === 'string' ? `: ${allowedValue}` : '';
}

function hostProblems({ hosts, methods }: OwnConnector): readonly DefinitionProblem[] {
  const keys = methods.map(({ key }) => key);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  return [
    ...hosts.flatMap((host, index) =>
      isHostPattern(host)
        ? []
        : [{ path: `hosts.${index}`, message: 'must be a host name or *.suffix in lower case.' }],
    ),
    ...twice.map((key) => ({ path: 'methods', message: `has the method "${key}" twice.` })),
  ];
}

function methodProblems(connector: OwnConnector, method: OwnMethod, index: number): readonly DefinitionProblem[] {
  const hosts = [...connector.hosts, ...(method.hosts ?? []).map(withSomeLabel)];
  const problems = [
    ...templatesOf(method).flatMap(([path, template]) => templateProblems(method, path, template)),
    ...secretsOf(method).flatMap(([path, name]) => secretProblems(method, path, name)),
    ...(method.hosts ?? []).flatMap((host, at) => ownHostProblems(method, `hosts.${at}`, host)),
    ...addressesOf(method).flatMap(([path, address]) => addressProblems(method, { path, address, hosts })),
    ...Object.entries(method.fields).flatMap(([name, field]) => fieldProblems(method, name, field)),
    ...renewalProblems(method),
  ];
  return problems.map(({ path, message }) => ({ path: `methods.${index}.${path}`, message }));
}

type Place = readonly [path: string, text: string];

function templateProblems({ fields }: OwnMethod, path: string, template: string): readonly DefinitionProblem[] {
  return fieldsIn(template).flatMap((name) => {
    if (!Object.hasOwn(fields, name)) return [{ path, message: `names the field "${name}", which is not declared.` }];
    if (fields[name]?.kind !== 'secret') return [];
    return [{ path, message: `names the secret field "${name}", which may not enter a template.` }];
  });
}

function secretProblems({ fields }: OwnMethod, path: string, name: string): readonly DefinitionProblem[] {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return field?.kind === 'secret'
    ? []
    : [{ path, message: `must be the name of a secret field, and "${name}" is none.` }];
}

interface AddressPlace {
  readonly path: string;
  readonly address: string;
  readonly hosts: readonly string[];
}

function addressProblems(method: OwnMethod, { path, address, hosts }: AddressPlace): readonly DefinitionProblem[] {
  const wrong = labelProblems(method, path, hostOf(address));
  if (wrong.length > 0) return wrong;
  const { hostname } = hostnameOf(address) ?? {};
  if (hostname === undefined) return [{ path, message: 'must be an https address without user, port or IP address.' }];
  // Where people consent no credential goes; their browser may be sent anywhere.
  if (path === 'scheme.authorizeUrl' || isHostCovered(hostname, hosts)) return [];
  return [{ path, message: `leads to "${hostname}", which is not among the hosts.` }];
}

function hostnameOf(address: string): URL | undefined {
  try {
    return parseVendorUrl(withSomeLabel(address));
  } catch {
    return undefined;
  }
}

function ownHostProblems(method: OwnMethod, path: string, host: string): readonly DefinitionProblem[] {
  const wrong = labelProblems(method, path, host);
  if (wrong.length > 0 || isHostPattern(withSomeLabel(host))) return wrong;
  return [{ path, message: 'must be a host name in which fields stand for labels.' }];
}

/** Whatever stands in a host decides where secrets go, so it is a label that was checked, or one of a fixed list. */
function labelProblems({ fields }: OwnMethod, path: string, host: string): readonly DefinitionProblem[] {
  return fieldsIn(host).flatMap((name) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined || field.kind === 'host-label') return [];
    const isLabels = field.kind === 'choice' && field.options.every(({ value }) => /^[a-z0-9-]{1,63}$/.test(value));
    return isLabels ? [] : [{ path, message: `has "{${name}}" in its host, which must be a host-label field.` }];
  });
}

function fieldProblems(method: OwnMethod, name: string, field: OwnField): readonly DefinitionProblem[] {
  return [...conditionProblems(method, name, field), ...presetProblems(name, field)];
}

/** Nobody types what stands there already, so nobody would be told that it is wrong. */
function presetProblems(name: string, field: OwnField): readonly DefinitionProblem[] {
  const { default: preset, kind } = field;
  if (preset === undefined) return [];
  const path = `fields.${name}.default`;
  if (kind === 'secret') return [{ path, message: 'must be left out: a definition holds nothing secret.' }];
  const isOption = kind !== 'choice' || field.options.some(({ value }) => value === preset);
  if (!isOption) return [{ path, message: 'must be one of the options.' }];
  const isLabel = kind !== 'host-label' || /^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$/i.test(preset);
  return isLabel ? [] : [{ path, message: 'must be a label of a host name.' }];
}

function conditionProblems({ fields }: OwnMethod, name: string, field: OwnField): readonly DefinitionProblem[] {
  const other = field.when === undefined ? undefined : fields[field.when.field];
  const options = other?.kind === 'choice' ? other.options.map(({ value }) => value) : [];
  const wrong = field.when?.is.find((value) => !options.includes(value));
  if (wrong === undefined) return [];
  return [{ path: `fields.${name}.when`, message: `must name a choice field, and "${wrong}" is none of its options.` }];
}

function renewalProblems({ scheme, renewal }: OwnMethod): readonly DefinitionProblem[] {
  const issues = !['static-secret', 'signed-request', 'signed-consent'].includes(scheme.kind);
  if (!issues && renewal)
    return [{ path: 'renewal', message: 'must be left out, because nothing is issued that could be renewed.' }];
  const isOffered = !renewal?.defaultRate || !renewal.rates || renewal.rates.includes(renewal.defaultRate);
  return isOffered ? [] : [{ path: 'renewal.defaultRate', message: 'must be one of the rates.' }];
}

function addressesOf({ baseUrl, probe, scheme }: OwnMethod): readonly Place[] {
  const named = ['authorizeUrl', 'tokenUrl', 'deviceUrl', 'temporaryUrl'].flatMap((name): Place[] => {
    const address: unknown = Reflect.get(scheme, name);
    return typeof address === 'string' ? [[`scheme.${name}`, address]] : [];
  });
  return [['baseUrl', baseUrl], ['probe.url', probe.url], ...named];
}

/** Every text of a method that fields may enter. */
function templatesOf(method: OwnMethod): readonly Place[] {
  const { headers = {}, hosts = [], baseUrl, probe, scheme } = method;
  return [
    ['baseUrl', baseUrl],
    ['probe.url', probe.url],
    ...hosts.map((host, index): Place => [`hosts.${index}`, host]),
    ...Object.entries(headers).map(([name, value]): Place => [`headers.${name}`, value]),
    ...textsIn(scheme, 'scheme').filter(([path]) => !isSecretPlace(path)),
  ];
}

function secretsOf({ scheme }: Pick<OwnMethod, 'scheme'>): readonly Place[] {
  return textsIn(scheme, 'scheme').filter(([path]) => isSecretPlace(path));
}

function isSecretPlace(path: string): boolean {
  return /\.(secret|privateKey)$/.test(path);
}

function textsIn(value: OwnScheme | unknown, path: string): readonly Place[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, `${path}.${name}`));
}

function withSomeLabel(template: string): string {
  return template.replace(/\{[a-z][A-Za-z0-9]*\}/g, SOME_LABEL);
}
