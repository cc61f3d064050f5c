import { Ajv } from 'ajv';
import type { Action, ActionInput } from '../../../connectors/contract/action.js';
import { type BindLanguage, bindsType, namesIn } from '../../../connectors/contract/bound-text.js';
import { type LookupProblem, lookupInvalid } from '../lookups.errors.js';
import { boundType, parameterRefusal } from '../running/parameter-values.js';
import type { LookupDeclaration, LookupParameter, ParameterType } from './lookup-declaration.js';

/** Characters of the fixed inputs as JSON, and of one text with names in it. */
const LONGEST_FIXED = 64 * 1024;
const LONGEST_TEXT = 20_000;
/** The frame adds it to every action with pages. */
const MAX_PAGES: ActionInput = {
  label: 'All pages up to',
  schema: { type: 'integer', minimum: 1, maximum: 1000 },
  required: false,
};

const ajv = new Ajv({ strict: false, allErrors: true });

/** JSON types by what a form gives. */
const JSON_TYPES: Readonly<Record<ParameterType, readonly string[]>> = {
  text: ['string'],
  texts: ['array'],
  number: ['number'],
  integer: ['integer', 'number'],
  boolean: ['boolean'],
  date: ['string'],
};

/** @throws lookup-invalid with every problem */
export function checkDeclaration(declaration: LookupDeclaration, action: Action | undefined): void {
  const problems = action === undefined ? [unknownAction] : [...problemsOf(declaration, action)];
  if (problems.length > 0) throw lookupInvalid(problems);
}

const unknownAction: LookupProblem = { path: 'action', message: 'is no action that there is' };

function* problemsOf(declaration: LookupDeclaration, action: Action): Generator<LookupProblem> {
  const { fixed, parameters, choices } = declaration;
  if (action.reads !== true)
    yield { path: 'action', message: 'may change something at the vendor, and a lookup only reads' };
  if ('answer' in action && action.answer === 'file') yield { path: 'action', message: 'yields a file and no list' };
  if (JSON.stringify(fixed).length > LONGEST_FIXED) yield { path: 'fixed', message: 'is too long' };
  const inputs = inputsOf(action);
  for (const [name, value] of Object.entries(fixed)) yield* fixedProblems(inputs.get(name), { name, value });
  yield* textProblems(inputs, declaration);
  for (const [index, parameter] of parameters.entries()) {
    if (parameters.findIndex(({ name }) => name === parameter.name) < index)
      yield { path: `parameters/${parameter.name}`, message: 'is declared twice' };
    yield* parameterProblems(parameter, declaration, inputs);
  }
  yield* missingInputs(inputs, declaration);
  if (choices && choices.items === undefined && !hasItems(action))
    yield { path: 'choices/items', message: 'must say where the list stands in the output of this action' };
}

function inputsOf(action: Action): ReadonlyMap<string, ActionInput> {
  const inputs = new Map(Object.entries(action.inputs));
  return 'pages' in action ? inputs.set('maxPages', MAX_PAGES) : inputs;
}

function hasItems(action: Action): boolean {
  const { properties } = action.output;
  return 'pages' in action || (typeof properties === 'object' && properties !== null && 'items' in properties);
}

function* fixedProblems(input: ActionInput | undefined, { name, value }: { name: string; value: unknown }) {
  const path = `fixed/${name}`;
  if (input === undefined) yield { path, message: 'is no input of this action' };
  // A file value leads to another action, and perhaps to another token.
  else if (input.isFile) yield { path, message: 'takes a file, which a lookup has not' };
  else if (!ajv.validate(input.schema, value)) yield { path, message: ajv.errorsText(ajv.errors, { dataVar: 'it' }) };
}

/** Every name in a text is a parameter of its own kind, and has a value whenever it is asked. */
function* textProblems(inputs: ReadonlyMap<string, ActionInput>, { fixed, parameters }: LookupDeclaration) {
  for (const { name: input, language, text } of boundTexts(inputs, fixed)) {
    const path = `fixed/${input}`;
    if (text.length > LONGEST_TEXT) yield { path, message: `has more than ${LONGEST_TEXT} characters` };
    const { names, isBroken } = namesIn(language, text);
    if (isBroken) yield { path, message: 'has a quote that never ends' };
    for (const name of names) {
      const parameter = parameters.find((one) => one.name === name);
      if (parameter === undefined || parameter.input !== undefined)
        yield { path, message: `says :${name}, and there is no such parameter without an input of its own` };
      else yield* boundProblems(parameter, language);
    }
  }
}

function* boundProblems({ name, type, required, default: preset }: LookupParameter, language: BindLanguage) {
  const path = `parameters/${name}`;
  if (!bindsType(language, boundType(type))) yield { path, message: 'cannot be a list in this text' };
  if (!required && preset === undefined)
    yield { path, message: 'stands in a text, so it must be required or have a default' };
}

function* parameterProblems(
  parameter: LookupParameter,
  declaration: LookupDeclaration,
  inputs: ReadonlyMap<string, ActionInput>,
): Generator<LookupProblem> {
  const path = `parameters/${parameter.name}`;
  const { input: inputName, default: preset } = parameter;
  const refusal = preset === undefined ? undefined : parameterRefusal(parameter, preset);
  if (refusal !== undefined) yield { path, message: `has a default that ${refusal}` };
  if (inputName === undefined) {
    if (!isNamedInText(parameter, declaration, inputs))
      yield { path, message: 'fills no input, and no fixed text says its name after a colon outside of quotes' };
    return;
  }
  const input = inputs.get(inputName);
  if (input === undefined) yield { path, message: `fills "${inputName}", which is no input of this action` };
  else if (input.isFile || input === MAX_PAGES) yield { path, message: `may not fill "${inputName}"` };
  else if (input.binds !== undefined)
    yield { path, message: `may not be the whole of "${inputName}": fix the text, and say :${parameter.name} in it` };
  else yield* placeProblems(parameter, input, declaration);
}

function* placeProblems(parameter: LookupParameter, input: ActionInput, declaration: LookupDeclaration) {
  const { name, input: place = '', member } = parameter;
  const isTaken = declaration.parameters.some(
    (other) => other !== parameter && other.input === place && (other.member === undefined || other.member === member),
  );
  const message = isTaken ? `fills "${place}", as another parameter does` : misfitOf(parameter, input, declaration);
  if (message !== undefined) yield { path: `parameters/${name}`, message };
}

function misfitOf(
  { type, input = '', member }: LookupParameter,
  { schema }: ActionInput,
  { fixed }: LookupDeclaration,
): string | undefined {
  const types = [schema.type ?? []].flat();
  const isFixed = Object.hasOwn(fixed, input);
  if (member === undefined) {
    if (isFixed) return `fills "${input}", which is fixed`;
    const fits = types.length === 0 || JSON_TYPES[type].some((one) => types.includes(one));
    return fits ? undefined : `is of the type ${type}, which "${input}" does not take`;
  }
  if (!types.includes('object')) return `fills a member of "${input}", which has none`;
  const isMemberFixed = isFixed && Object.hasOwn(Object(fixed[input]), member);
  return isMemberFixed ? `fills "${member}" of "${input}", which is fixed` : undefined;
}

function* missingInputs(inputs: ReadonlyMap<string, ActionInput>, { fixed, parameters }: LookupDeclaration) {
  for (const [name, { required, default: preset }] of inputs) {
    if (!required || preset !== undefined || Object.hasOwn(fixed, name)) continue;
    const isGiven = parameters.some((one) => one.input === name && (one.required || one.default !== undefined));
    if (!isGiven) yield { path: `fixed/${name}`, message: 'is needed: fix it, or let a required parameter fill it' };
  }
}

function isNamedInText(
  { name }: LookupParameter,
  { fixed }: LookupDeclaration,
  inputs: ReadonlyMap<string, ActionInput>,
): boolean {
  return [...boundTexts(inputs, fixed)].some(({ language, text }) => namesIn(language, text).names.includes(name));
}

function* boundTexts(inputs: ReadonlyMap<string, ActionInput>, fixed: LookupDeclaration['fixed']) {
  for (const [name, text] of Object.entries(fixed)) {
    const language = inputs.get(name)?.binds;
    if (language !== undefined && typeof text === 'string') yield { name, language, text };
  }
}
