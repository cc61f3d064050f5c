import { Secret } from '../kernel/secret.js';
import { type FieldProblem, fieldsInvalid } from './connectors.errors.js';
import type { Field, Fields, FieldValues, TextField } from './contract/fields.js';
import { complaintAbout } from './text-formats.js';

export interface ParseOptions {
  /** Values already stored; a secret left empty, or a field left out, keeps its stored value. */
  readonly kept?: FieldValues;
  /** `false` for a draft: fields may still be missing, everything present must be right. Default `true`. */
  readonly complete?: boolean;
}

const MOST_UNKNOWN_NAMED = 20;

/** Turns what was typed into values: trimmed, checked, secrets closed. @throws BrokerError `fields-invalid` */
export function parseFields(fields: Fields, input: unknown, options: ParseOptions = {}): FieldValues {
  const typed = new Map(isObject(input) ? Object.entries(input) : []);
  const parsing = new FieldsParsing(fields, typed, options);
  const problems = [
    ...(input === undefined || isObject(input) ? [] : [NO_OBJECT]),
    ...unknownNames(fields, typed),
    ...parsing.run(),
  ];
  if (problems.length > 0) throw fieldsInvalid(problems);
  return parsing.values;
}

const NO_OBJECT: FieldProblem = { path: 'fields', code: 'not-text', message: 'The fields must be an object.' };

class FieldsParsing {
  readonly #fields: Fields;
  readonly #typed: ReadonlyMap<string, unknown>;
  readonly #options: ParseOptions;
  readonly #values = new Map<string, string | Secret>();

  constructor(fields: Fields, typed: ReadonlyMap<string, unknown>, options: ParseOptions) {
    this.#fields = fields;
    this.#typed = typed;
    this.#options = options;
  }

  /** In the order of the declaration. */
  get values(): FieldValues {
    const keys = Object.keys(this.#fields).filter((key) => this.#values.has(key));
    return Object.fromEntries(keys.map((key) => [key, this.#values.get(key) ?? '']));
  }

  /** Fields that others depend on come first. */
  run(): readonly FieldProblem[] {
    const entries = Object.entries(this.#fields);
    const ordered = [...entries.filter(([, { when }]) => !when), ...entries.filter(([, { when }]) => when)];
    return ordered.map(([key, field]) => this.#parse(key, field)).filter((problem) => problem !== undefined);
  }

  #parse(key: string, field: Field): FieldProblem | undefined {
    if (!this.#isShown(field)) return this.#accept(key, field, '');
    const given = openedFor(field, this.#typed.get(key));
    if (!isTextOrNothing(given)) {
      return problem(key, 'not-text', `${field.label} must be a text.`);
    }
    const text = given?.trim() ?? '';
    const mayKeep = text === '' && (typeof given !== 'string' || field.kind === 'secret');
    const kept = mayKeep ? this.#keptValue(key) : undefined;
    if (kept !== undefined) return this.#accept(key, field, kept);
    if (text === '') return this.#fillIn(key, field);
    return firstProblem(key, field, text) ?? this.#accept(key, field, text);
  }

  #fillIn(key: string, field: Field): FieldProblem | undefined {
    if (field.default !== undefined) return this.#accept(key, field, field.default);
    if (!field.required) return this.#accept(key, field, '');
    return this.#options.complete === false ? undefined : problem(key, 'missing', `${field.label} is missing.`);
  }

  #accept(key: string, field: Field, value: string | Secret): undefined {
    const closed = field.kind === 'secret' && typeof value === 'string' ? new Secret(value) : value;
    this.#values.set(key, closed);
  }

  #keptValue(key: string): string | Secret | undefined {
    const { kept = {} } = this.#options;
    const value = Object.hasOwn(kept, key) ? kept[key] : undefined;
    const isEmpty = value instanceof Secret ? value.equals(new Secret('')) : value === '';
    return isEmpty ? undefined : value;
  }

  #isShown({ when }: Field): boolean {
    if (when === undefined) return true;
    const value = this.#values.get(when.field);
    return typeof value === 'string' && when.is.includes(value);
  }
}

function unknownNames(fields: Fields, typed: ReadonlyMap<string, unknown>): readonly FieldProblem[] {
  const known = Object.keys(fields).join(', ');
  return [...typed.keys()]
    .filter((key) => !Object.hasOwn(fields, key))
    .slice(0, MOST_UNKNOWN_NAMED)
    .map((key) => key.slice(0, 100))
    .map((key) => problem(key, 'unknown', `There is no field "${key}". Fields: ${known}.`));
}

function firstProblem(key: string, field: Field, text: string): FieldProblem | undefined {
  const { label, maxLength } = field;
  if (text.length > maxLength) return problem(key, 'too-long', `${label} has more than ${maxLength} characters.`);
  if (hasControlCharacters(field, text))
    return problem(key, 'characters', `${label} has a character that is not text.`);
  if (field.kind === 'choice' && !field.options.some(({ value }) => value === text)) {
    return problem(key, 'option', `${label} must be one of ${field.options.map(({ value }) => value).join(', ')}.`);
  }
  if (field.kind === 'text') return textProblem(key, field, text);
  if (field.kind === 'host-label' && !isHostLabel(field.underscores ? text.replaceAll('_', '-') : text)) {
    return problem(key, 'host-label', `${label} may have letters, digits and hyphens only.`);
  }
  return undefined;
}

function textProblem(key: string, { label, pattern, format }: TextField, text: string): FieldProblem | undefined {
  const isRight = pattern === undefined || new RegExp(`^(?:${pattern.source})$`, 'u').test(text);
  if (!isRight) return problem(key, 'pattern', `${label} ${pattern.hint}.`);
  const complaint = format === undefined ? undefined : complaintAbout(text, format);
  return complaint === undefined ? undefined : problem(key, 'pattern', `${label} ${complaint}.`);
}

function hasControlCharacters(field: Field, text: string): boolean {
  const isMultiline = (field.kind === 'secret' || field.kind === 'text') && field.multiline;
  return /\p{Cc}|\p{Cs}/u.test(isMultiline ? text.replace(/[\r\n\t]/g, '') : text);
}

/** One label of a host name (RFC 1123 section 2.1), and no label that stands for other letters (IDNA). */
function isHostLabel(text: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(text) && !/^xn--/i.test(text);
}

/** Values that were parsed before may be parsed again. */
function openedFor(field: Field, given: unknown): unknown {
  return field.kind === 'secret' && given instanceof Secret ? given.reveal('check a field again') : given;
}

function isTextOrNothing(given: unknown): given is string | null | undefined {
  return given === undefined || given === null || typeof given === 'string';
}

function problem(key: string, code: FieldProblem['code'], message: string): FieldProblem {
  return { path: `fields.${key}`, code, message };
}

function isObject(input: unknown): input is object {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
