import type { Draft, Method } from '../connect-queries.js';
import { fieldErrorsOf, nameErrorOf } from './missing-values.js';
import type { DraftForm } from './use-draft-form.js';

interface Checks {
  /** What the vendor is asked with. */
  readonly checkFields: () => boolean;
  /** And the name: what Done needs. */
  readonly checkAll: () => boolean;
}

/** Marks what is missing or wrong, and leads there. Each answers whether all is well. */
export function useChecks(form: DraftForm, draft: Draft, method: Method): Checks {
  const mark = (errors: Readonly<Record<string, string>>): boolean => {
    form.setErrors(errors);
    const [first] = Object.keys(errors);
    if (first !== undefined) form.getInputNode(first)?.focus();
    return first === undefined;
  };
  return {
    checkFields: () => mark(fieldErrorsOf(form.getValues(), draft, method)),
    checkAll: () => mark({ ...nameErrorOf(form.getValues()), ...fieldErrorsOf(form.getValues(), draft, method) }),
  };
}
