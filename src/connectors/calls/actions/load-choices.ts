import type { ActionInputs, Choice } from '../../contract/action.js';
import { choicesUnknown } from '../calls.errors.js';
import { ActionExchange } from './action-exchange.js';
import type { ActionCall } from './run-action.js';
import { walkPages } from './walk-pages.js';

/** Nobody chooses from more. */
const MOST_PAGES = 10;

/** Which input's choices, with the other inputs as far as they are filled in. */
export interface ChoicesWanted {
  readonly call: string;
  readonly input: string;
  readonly inputs: ActionInputs;
}

export interface LoadedChoices {
  readonly choices: readonly Choice[];
  /** There are more than were loaded. */
  readonly hasMore: boolean;
}

/** What can be chosen for an input, asked of the vendor at this moment. @throws choices-unknown */
export async function loadChoices(call: ActionCall, input: string): Promise<LoadedChoices> {
  const { name, action, inputs } = call;
  const declared = Object.hasOwn(action.inputs, input) ? action.inputs[input] : undefined;
  if (!declared?.choices) throw choicesUnknown(name, input);
  const live = declared.choices(inputs);
  if (live === undefined) return { choices: [], hasMore: false };
  const exchange = new ActionExchange(call);
  const { read, next = () => undefined } = live;
  const { items, hasMore } = await walkPages({ items: read, next }, live.request, {
    name,
    maxPages: MOST_PAGES,
    send: (request) => exchange.send(request),
  });
  return { choices: items as readonly Choice[], hasMore };
}
