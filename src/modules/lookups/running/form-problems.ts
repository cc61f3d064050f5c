import type { BrokerError } from '../../../kernel/broker.error.js';
import type { LookupEntity } from '../lookup.entity.js';
import { type LookupProblem, lookupInputsInvalid, lookupUnavailable } from '../lookups.errors.js';

/** What the action says of an input that a parameter fills, said of the parameter: that is what the form knows. */
export function inWordsOfTheForm(problem: BrokerError, { name, declaration }: LookupEntity): BrokerError {
  const { problems } = problem.facts;
  if (problem.code !== 'inputs-invalid' || !Array.isArray(problems)) return problem;
  const told = problems.map(({ path, message }): LookupProblem | undefined => {
    const [, input, member] = String(path).split('/');
    const parameter = declaration.parameters.find(
      (one) => one.input === input && (one.member === undefined || one.member === member),
    );
    return parameter && { path: `inputs/${parameter.name}`, message: String(message) };
  });
  const ofTheForm = told.filter((one) => one !== undefined);
  return ofTheForm.length === told.length ? lookupInputsInvalid(name, ofTheForm) : problem;
}

/** The names of tokens, the words of vendors and the reasons of failures are for those who can do something. */
export function forWhoUsesTheForm(problem: BrokerError, lookup: string): BrokerError {
  return problem.code === 'lookup-inputs-invalid' ? problem : lookupUnavailable(lookup, problem);
}
