import { asProblem } from '../../../api/problem.js';
import { connectTexts } from '../../../texts/connect.js';
import type { Field, Method } from '../connect-queries.js';

const texts = connectTexts.form;

/** As the server has it: see kernel/name.ts. */
const NAME = /^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd} ]{0,99}$/u;
const HOST_LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i;

export function nameProblem(name: string): string | undefined {
  const folded = name.trim().replace(/\s+/g, ' ');
  return folded === '' || NAME.test(folded) ? undefined : texts.nameInvalid;
}

/** What is wrong with a value that was typed; an empty one is only missing, which is told when it is needed. */
export function fieldProblem(field: Field, value: string): string | undefined {
  const text = value.trim();
  if (text === '') return undefined;
  if (text.length > field.maxLength) return texts.tooLong(field.label, field.maxLength);
  if (field.pattern && !new RegExp(`^(?:${field.pattern.source})$`, 'u').test(text)) {
    return texts.pattern(field.label, field.pattern.hint);
  }
  if (field.kind !== 'host-label') return undefined;
  return HOST_LABEL.test(field.underscores ? text.replaceAll('_', '-') : text)
    ? undefined
    : texts.hostLabel(field.label);
}

/** The fields that belong to the form as it is filled in. */
export function shownFields({ fields }: Method, values: Readonly<Record<string, string>>): readonly Field[] {
  return fields.filter(({ when }) => {
    if (!when) return true;
    const other = fields.find(({ key }) => key === when.field);
    return when.is.includes(values[when.field] || (other?.default ?? ''));
  });
}

interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** The fields that the server refused, by their places in the form. */
export function fieldProblemsOf(error: unknown): readonly FieldProblem[] {
  const { facts } = asProblem(error).said;
  return Array.isArray(facts.problems) ? facts.problems.filter(isFieldProblem) : [];
}

function isFieldProblem(told: unknown): told is FieldProblem {
  return typeof told === 'object' && told !== null && 'path' in told && 'message' in told;
}
