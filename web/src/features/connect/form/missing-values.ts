import { connectTexts } from '../../../texts/connect.js';
import type { Draft, Method } from '../connect-queries.js';
import type { DraftFormValues } from './draft-values.js';
import { fieldProblem, nameProblem, shownFields } from './field-rules.js';

const texts = connectTexts.form;

/** What the vendor would refuse before it is asked, by the places in the form. */
export function fieldErrorsOf(values: DraftFormValues, draft: Draft, method: Method): Readonly<Record<string, string>> {
  const errors = shownFields(method, values.fields).flatMap((field) => {
    const value = values.fields[field.key] ?? '';
    const isStored = field.kind === 'secret' && draft.secretsSet.includes(field.key);
    const isMissing = field.required && value.trim() === '' && !isStored;
    const problem = isMissing ? texts.missing(field.label) : fieldProblem(field, value);
    return problem === undefined ? [] : [[`fields.${field.key}`, problem] as const];
  });
  return Object.fromEntries(errors);
}

export function nameErrorOf({ name }: DraftFormValues): Readonly<Record<string, string>> {
  const problem = name.trim() === '' ? texts.nameMissing : nameProblem(name);
  return problem === undefined ? {} : { name: problem };
}
