import type { Definition } from '../definition.js';
import type { FilterLanguage } from '../events/event-filter.js';
import { expressionText } from '../expressions/expression.js';
import { fault } from '../problem-details.js';

/** The expressions of a schedule's filters: no run, so no arguments. */
export function scheduleLanguage({ program }: Definition, now: Date): FilterLanguage {
  return {
    evaluate: async (expression, value) => {
      const result = await program.evaluate(expressionText(expression), value, { args: {}, now });
      if ('problem' in result) throw fault('expression', '/schedule/on', result.problem);
      return result.value;
    },
  };
}
