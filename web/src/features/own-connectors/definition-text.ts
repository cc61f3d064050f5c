import { isNode, LineCounter, parseDocument } from 'yaml';
import type { PlacedProblem } from '../../components/definition/placed-problem.js';

export interface DefinitionProblem {
  /** Where it stands, such as `methods.0.scheme.tokenUrl`. */
  readonly path: string;
  readonly message: string;
}

type Read = { readonly value: Record<string, unknown> } | { readonly problem: PlacedProblem };

/** What was typed as data. YAML has JSON in it, so one reader takes both. */
export function readDefinition(text: string, words: { readonly unreadable: string; readonly noObject: string }): Read {
  const lines = new LineCounter();
  // In JSON a forgotten quotation mark is a mistake; YAML would make a text of it.
  const schema = text.trimStart().startsWith('{') ? 'json' : 'core';
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema });
  const [error] = document.errors;
  if (error) {
    const [from, to] = error.pos;
    const { line } = lines.linePos(from);
    return { problem: { path: '', message: `${words.unreadable} ${error.message}`, line, from, to } };
  }
  // Aliases that multiply are refused by the reader.
  const value: unknown = document.toJS({ maxAliasCount: 50 });
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value: { ...value } };
  return { problem: { path: '', message: words.noObject } };
}

/** Finds the place of each problem, or of what would hold it. */
export function placeProblems(text: string, problems: readonly DefinitionProblem[]): readonly PlacedProblem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return problems.map((problem) => {
    for (let path = problem.path.split('.'); path.length > 0; path = path.slice(0, -1)) {
      const node: unknown = document.getIn(path, true);
      if (!isNode(node) || !node.range) continue;
      const [from, to] = node.range;
      return { ...problem, line: lines.linePos(from).line, from, to };
    }
    return problem;
  });
}
