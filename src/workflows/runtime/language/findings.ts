import type { DefinitionProblem } from '../workflow.errors.js';
import type { DefinitionSource } from './source.js';

/** Nobody reads more at a time; counting them all would take longer than reading the definition did. */
const MOST_PROBLEMS = 200;

/** Collects what is wrong with a definition, each with its place and line; the first ones of very many. */
export class Findings {
  readonly #problems = new Map<string, DefinitionProblem>();
  readonly #source: DefinitionSource;

  constructor(source: DefinitionSource) {
    this.#source = source;
  }

  /** @param reason as a function: what takes a while to find out, and is asked for only if it is told */
  add(path: string, reason: string | (() => string)): void {
    if (this.#problems.has(path) || this.#problems.size >= MOST_PROBLEMS) return;
    const told = typeof reason === 'string' ? reason : reason();
    this.#problems.set(path, { path, line: this.#source.lineOf(path), reason: told });
  }

  /** In the order of the text; the first reason for a place is the one that matters. */
  get problems(): readonly DefinitionProblem[] {
    return [...this.#problems.values()].sort((one, other) => one.line - other.line);
  }

  /** Whether something was found at a place or below it. */
  has(path: string): boolean {
    return [...this.#problems.keys()].some((known) => known === path || known.startsWith(`${path}/`));
  }

  get isEmpty(): boolean {
    return this.#problems.size === 0;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
