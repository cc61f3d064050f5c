import type { Action } from '../../../connectors/contract/action.js';
import { type BoundValue, bindInto, bindRefusal, namesIn } from '../../../connectors/contract/bound-text.js';
import type { LookupDeclaration, LookupParameter, ParameterValue } from '../declaration/lookup-declaration.js';
import { type LookupProblem, lookupInputsInvalid } from '../lookups.errors.js';
import { boundValue, parameterRefusal } from './parameter-values.js';

type Values = ReadonlyMap<string, ParameterValue>;

/** What is asked of a lookup. */
export interface Asked {
  readonly lookup: string;
  readonly declaration: LookupDeclaration;
  readonly action: Action;
  /** As the form has it. */
  readonly given: Readonly<Record<string, unknown>>;
}

/**
 * The inputs of the action: what is fixed, and what the form gives in the places that are declared for it. A form can
 * reach no other place. @throws lookup-inputs-invalid with every problem
 */
export function inputsOf({ lookup, declaration, action, given }: Asked): Record<string, unknown> {
  const values = new Map<string, ParameterValue>();
  const problems = [...valuesOf(declaration.parameters, given, values)];
  if (problems.length === 0) problems.push(...textProblems(declaration, action, values));
  if (problems.length > 0) throw lookupInputsInvalid(lookup, problems);
  const inputs: Record<string, unknown> = structuredClone({ ...declaration.fixed });
  for (const [name, text, language] of textsOf(declaration, action)) {
    inputs[name] = bindInto(language, text, boundIn(declaration, values));
  }
  for (const parameter of declaration.parameters) place(inputs, parameter, values.get(parameter.name));
  return inputs;
}

function* valuesOf(
  parameters: readonly LookupParameter[],
  given: Asked['given'],
  values: Map<string, ParameterValue>,
): Generator<LookupProblem> {
  for (const parameter of parameters) {
    const { name, required, default: preset } = parameter;
    const path = `inputs/${name}`;
    const value = Object.hasOwn(given, name) ? given[name] : preset;
    const refusal = value === undefined ? undefined : parameterRefusal(parameter, value);
    if (refusal !== undefined) yield { path, message: refusal };
    else if (value !== undefined) values.set(name, value as ParameterValue);
    else if (required) yield { path, message: 'is missing' };
  }
  for (const name of Object.keys(given)) {
    if (!parameters.some((parameter) => parameter.name === name))
      yield { path: `inputs/${name.slice(0, 100)}`, message: 'is nothing that this lookup asks for' };
  }
}

function* textProblems(declaration: LookupDeclaration, action: Action, values: Values): Generator<LookupProblem> {
  const bound = boundIn(declaration, values);
  for (const [, text, language] of textsOf(declaration, action)) {
    for (const name of namesIn(language, text).names) {
      const value = bound.get(name);
      const refusal = value === undefined ? 'is missing' : bindRefusal(language, value);
      if (refusal !== undefined) yield { path: `inputs/${name}`, message: refusal };
    }
  }
}

function boundIn({ parameters }: LookupDeclaration, values: Values): ReadonlyMap<string, BoundValue> {
  const own = parameters.filter(({ input }) => input === undefined);
  return new Map(
    own.flatMap((parameter): [string, BoundValue][] => {
      const value = values.get(parameter.name);
      return value === undefined ? [] : [[parameter.name, boundValue(parameter, value)]];
    }),
  );
}

function* textsOf({ fixed }: LookupDeclaration, { inputs }: Action) {
  for (const [name, text] of Object.entries(fixed)) {
    const language = Object.hasOwn(inputs, name) ? inputs[name]?.binds : undefined;
    if (language !== undefined && typeof text === 'string') yield [name, text, language] as const;
  }
}

function place(inputs: Record<string, unknown>, { input, member }: LookupParameter, value: ParameterValue | undefined) {
  if (input === undefined || value === undefined) return;
  if (member === undefined) {
    inputs[input] = value;
    return;
  }
  const beside = inputs[input];
  inputs[input] = { ...(typeof beside === 'object' ? beside : undefined), [member]: value };
}
