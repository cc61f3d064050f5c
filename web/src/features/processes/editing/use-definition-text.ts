import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../../../api/problem.js';
import type { PlacedProblem } from '../../../components/definition/placed-problem.js';
import { useUnsaved } from '../../../components/definition/use-unsaved.js';
import { processTexts } from '../../../texts/processes.js';
import { checkDefinition, type Findings } from './editing-queries.js';

const { leave } = processTexts.editing;

/** The text of a definition as it is typed, and what the server finds in it. What is typed is not lost unawares. */
export function useDefinitionText(appId: string, start: string) {
  const [typed, setTyped] = useState<string>();
  const text = typed ?? start;
  const isChanged = typed !== undefined && typed !== start;
  useUnsaved(isChanged, leave);
  const checking = useMutation({ mutationFn: () => checkDefinition(appId, text) });
  const problems = problemsOf(checking.error);
  return {
    ...{ text, isChanged, problems },
    findings: checking.data,
    warnings: checking.data ? warningsOf(checking.data) : [],
    isChecking: checking.isPending,
    /** Refused for something that has no place in the text. */
    error: problems.length > 0 ? null : checking.error,
    change: (next: string) => {
      setTyped(next);
      checking.reset();
    },
    /** Whether it can be published; what is wrong stands at its lines. */
    check: () =>
      checking.mutateAsync().then(
        () => true,
        () => false,
      ),
  };
}

function problemsOf(error: unknown): readonly PlacedProblem[] {
  const { problems } = error ? asProblem(error).said.facts : {};
  if (!Array.isArray(problems)) return [];
  return (problems as readonly { path: string; line: number; reason: string }[]).map(({ path, line, reason }) => ({
    ...{ path, line, message: reason },
  }));
}

function warningsOf({ warnings }: Findings): readonly PlacedProblem[] {
  return warnings.map(({ path, line, message }) => ({ path, line, message }));
}
