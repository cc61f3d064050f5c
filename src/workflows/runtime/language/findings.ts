import type { DefinitionProblem } from '../workflow.errors.js';
import type { DefinitionSource } from './source.js';

/** Collects what is wrong with a definition, each with its place and line. */
export class Findings {
  readonly #problems: DefinitionProblem[] = [];
  readonly #source: DefinitionSource;

  constructor(source: DefinitionSource) {
    this.#source = source;
  }

  add(path: string, reason: string): void {
    this.#problems.push({ path, line: this.#source.lineOf(path), reason });
  }

  /** In the order of the text; the first reason for a place is the one that matters. */
  get problems(): readonly DefinitionProblem[] {
    const first = this.#problems.filter(
      (problem, index) => this.#problems.findIndex(({ path }) => path === problem.path) === index,
    );
    return first.sort((one, other) => one.line - other.line);
  }

  /** Whether something was found at a place or below it. */
  has(path: string): boolean {
    return this.#problems.some((problem) => problem.path === path || problem.path.startsWith(`${path}/`));
  }

  get isEmpty(): boolean {
    return this.#problems.length === 0;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
