import { Secret } from '../kernel/secret.js';
import { type FieldProblem, fieldsInvalid } from './connectors.errors.js';
import type { Connection } from './contract/connection.js';
import type { Connector, Method } from './contract/connector.js';
import type { Fields, FieldValues } from './contract/fields.js';
import { type ParseOptions, parseFields } from './parse-fields.js';
import { isHostCovered } from './wire/host-rules.js';

export interface KeepOptions extends ParseOptions {
  /**
   * The connection that the kept values come from, when its connector may have allowed other hosts. Its secrets are left
   * out then; a change of values that leads to other hosts is refused without them.
   */
  readonly keptFrom?: Connection;
  /** The secrets are those of whoever asks: they may go wherever he says. */
  readonly mayLeadElsewhere?: boolean;
}

interface Keeping extends KeepOptions {
  /** Where credentials could go with these values and could not with the kept ones. */
  hostsBeyond(values: FieldValues): readonly string[] | undefined;
}

/** Parses fields; a kept secret counts as not given when it could go elsewhere. @throws BrokerError `fields-invalid` */
export function parseKeeping(fields: Fields, input: unknown, options: Keeping): FieldValues {
  const { kept, keptFrom, hostsBeyond: beyondOf } = options;
  const before = parseFields(fields, input, options);
  const beyond = kept && beyondOf(before);
  if (beyond === undefined) return before;
  const after = parseFields(fields, input, { kept: plainOnly(kept ?? {}), complete: false });
  const problems = keptFrom === undefined ? secretsToTypeAgain(fields, { before, after, beyond }) : [];
  if (problems.length > 0) throw fieldsInvalid(problems);
  return after;
}

/** Where these values let credentials go; undefined while an address that decides it is missing. */
export function reachOf({ hosts }: Connector, method: Method, values: FieldValues): readonly string[] | undefined {
  const missing = Object.keys(method.fields).filter((key) => !Object.hasOwn(values, key));
  const filled = { ...values, ...Object.fromEntries(missing.map((key) => [key, ''])) };
  try {
    return [...hosts, ...(method.hosts?.(filled) ?? [])];
  } catch (error) {
    // An empty text is no address.
    if (error instanceof TypeError && missing.length > 0) return undefined;
    throw error;
  }
}

/** The hosts of the one that the other does not allow; a secret that was typed for the other may not go there. */
export function hostsBeyond(
  to: readonly string[] | undefined,
  from: readonly string[] | undefined,
): readonly string[] | undefined {
  if (to === undefined) return from === undefined ? undefined : [];
  const beyond = to.filter((host) => !isHostCovered(host, from ?? []));
  return beyond.length > 0 ? beyond : undefined;
}

/** What is kept without its secrets. */
function plainOnly(kept: FieldValues): FieldValues {
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => !(value instanceof Secret)));
}

/** A problem for each required secret that was there and may not stay. */
function secretsToTypeAgain(
  fields: Fields,
  change: { readonly before: FieldValues; readonly after: FieldValues; readonly beyond: readonly string[] },
): readonly FieldProblem[] {
  const { before, after, beyond } = change;
  const whither = beyond.length > 0 ? `to ${beyond.slice(0, 5).join(', ')}` : 'elsewhere';
  return Object.entries(fields)
    .filter(([key, field]) => field.kind === 'secret' && Object.hasOwn(before, key) && !Object.hasOwn(after, key))
    .map(([key, { label }]) => ({
      path: `fields.${key}`,
      code: 'missing',
      message: `${label} must be typed again together with this change: credentials could now go ${whither}, and a kept secret goes only where it could go when it was typed.`,
    }));
}
