import type { BoundValue } from '../../../connectors/contract/bound-text.js';
import type { LookupParameter, ParameterType, ParameterValue } from '../declaration/lookup-declaration.js';

const LONGEST_TEXT = 4_000;
const MOST_TEXTS = 200;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_TEXT;

interface Kind {
  fits(value: unknown): boolean;
  readonly rule: string;
}

const KINDS: Readonly<Record<ParameterType, Kind>> = {
  text: { fits: isText, rule: `must be a text of at most ${LONGEST_TEXT} characters` },
  texts: {
    fits: (value) => Array.isArray(value) && value.length <= MOST_TEXTS && value.every(isText),
    rule: `must be a list of at most ${MOST_TEXTS} texts`,
  },
  number: { fits: Number.isFinite, rule: 'must be a number' },
  integer: { fits: Number.isSafeInteger, rule: 'must be a whole number' },
  boolean: { fits: (value) => typeof value === 'boolean', rule: 'must be true or false' },
  date: { fits: isDate, rule: 'must be a date such as 2026-11-30' },
};

/** Why a value is none for this parameter; undefined when it is one. */
export function parameterRefusal({ type }: Pick<LookupParameter, 'type'>, value: unknown): string | undefined {
  const { fits, rule } = KINDS[type];
  return fits(value) ? undefined : rule;
}

/** As a text takes it; the value was checked. */
export function boundValue({ type }: Pick<LookupParameter, 'type'>, value: ParameterValue): BoundValue {
  return { type: boundType(type), value } as BoundValue;
}

export function boundType(type: ParameterType): BoundValue['type'] {
  return type === 'integer' ? 'number' : type;
}

function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
