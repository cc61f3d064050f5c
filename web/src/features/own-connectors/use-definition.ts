import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../../api/problem.js';
import type { PlacedProblem } from '../../components/definition/placed-problem.js';
import { useUnsaved } from '../../components/definition/use-unsaved.js';
import { ownConnectorTexts } from '../../texts/own-connectors.js';
import { type DefinitionProblem, placeProblems, readDefinition } from './definition-text.js';
import type { Definition } from './own-connector-queries.js';

const { editor, leave } = ownConnectorTexts;

interface Saving {
  /** What stood there when the person came. */
  readonly start: string;
  /** @throws Problem */
  readonly save: (definition: Definition) => Promise<unknown>;
}

/** The text of a description: typed, read, sent, and refused place by place. What is typed is not lost unawares. */
export function useDefinition({ start, save }: Saving) {
  const [typed, setTyped] = useState<string>();
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const text = typed ?? start;
  const isChanged = typed !== undefined && typed !== start;
  const settled = useUnsaved(isChanged, leave);
  const saving = useMutation({
    mutationFn: async (definition: Definition) => save(definition),
    onError: (error) => setProblems(placeProblems(text, problemsOf(error))),
  });
  const submit = () => {
    const read = readDefinition(text, editor);
    if ('problem' in read) {
      setProblems([read.problem]);
      return;
    }
    setProblems([]);
    saving.mutate(read.value);
  };
  return {
    ...{ text, isChanged, problems, submit },
    isBusy: saving.isPending,
    /** Refused for something that has no place in the text. */
    error: problems.length > 0 ? null : saving.error,
    change: (next: string) => {
      setTyped(next);
      setProblems([]);
      saving.reset();
    },
    /** What was typed is stored, and stands there from now on. */
    settle: () => {
      settled();
      setTyped(undefined);
    },
  };
}

function problemsOf(error: unknown): readonly DefinitionProblem[] {
  const { problems } = asProblem(error).said.facts;
  return Array.isArray(problems) ? (problems as readonly DefinitionProblem[]) : [];
}
