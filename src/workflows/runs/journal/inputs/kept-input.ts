import type { StepInput } from '../../../runtime/step-input.js';
import { jsonWithoutSecrets } from './hidden-values.js';

/** Characters of JSON; of a longer input the beginning is kept. */
const LONGEST_INPUT = 16 * 1024;

/** What a journal keeps of an input: all of it, how it begins and how long it was, or that nobody may see it. */
type KeptInput =
  | { readonly value: unknown }
  | { readonly head: string; readonly length: number }
  | { readonly withheld: true };

export const WITHHELD_INPUT = '{"withheld":true}';

/** JSON of a `KeptInput`; null for a step that is asked nothing. */
export function inputText(input: StepInput | undefined): string | null {
  if (!input) return null;
  if (input.isWithheld) return WITHHELD_INPUT;
  const text = jsonWithoutSecrets(input.value);
  if (text.length <= LONGEST_INPUT) return `{"value":${text}}`;
  return JSON.stringify({ head: text.slice(0, LONGEST_INPUT), length: text.length } satisfies KeptInput);
}

export interface ShownInput {
  readonly input?: unknown;
  readonly inputLength?: number;
  readonly inputWithheld?: true;
}

export function shownInput(text: string | null | undefined): ShownInput {
  if (text === null || text === undefined) return {};
  const kept = JSON.parse(text) as KeptInput;
  if ('withheld' in kept) return { inputWithheld: true };
  return 'head' in kept ? { input: kept.head, inputLength: kept.length } : { input: kept.value };
}
