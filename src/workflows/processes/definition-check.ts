import { Injectable } from '@nestjs/common';
import { parseName } from '../../kernel/name.js';
import type { NamedUse } from '../../modules/usage/token-uses.js';
import type { Definition, TokenUse } from '../runtime/definition.js';
import { readSource } from '../runtime/language/source.js';
import { DefinitionLibrary } from './definition-library.js';
import type { ProcessEntity } from './process.entity.js';
import { stepPathTooLong, tokenNameUnusable } from './processes.errors.js';
import { SchemaDocuments } from './schema-documents.js';
import { type UseWarning, UseWarnings } from './use-warnings.js';

export interface CheckedDefinition {
  readonly definition: Definition;
  /** Its uses of access tokens, as they are recorded. */
  readonly named: readonly NamedUse[];
}

/** A definition as text, in its app. */
export type Draft = Pick<ProcessEntity, 'draft' | 'tenantId' | 'appId'>;

/** Something that would park or fail a run, with its place in the text. */
export interface PlacedWarning extends UseWarning {
  readonly line: number;
}

const MAX_PATH = 500;

/** What publishing finds out about a draft before it is published. */
@Injectable()
export class DefinitionCheck {
  constructor(
    private readonly library: DefinitionLibrary,
    private readonly schemas: SchemaDocuments,
    private readonly useWarnings: UseWarnings,
  ) {}

  /** @throws definition-refused */
  async check({ draft }: Draft): Promise<CheckedDefinition> {
    const definition = await this.library.check(draft, (url) => this.schemas.read(url));
    return { definition, named: namedUses(definition.uses, draft) };
  }

  /** The draft is a version now, which stays as it was checked. */
  published({ id, publishedVersion }: ProcessEntity, { definition }: CheckedDefinition): void {
    this.library.keep(id, publishedVersion, definition);
  }

  /** What would park or fail a run as things are now. */
  async warnings(draft: Draft, { definition }: CheckedDefinition): Promise<PlacedWarning[]> {
    const warnings = await this.useWarnings.of(draft, definition);
    if (warnings.length === 0) return [];
    const source = readSource(draft.draft);
    return warnings.map((warning) => ({ ...warning, line: source.lineOf(warning.path) }));
  }
}

/** @throws definition-refused */
function namedUses(uses: readonly TokenUse[], draft: string): NamedUse[] {
  const placed = (path: string) => ({ path, line: readSource(draft).lineOf(path) });
  return uses.map(({ path, token }) => {
    const name = parseName(token);
    if (!name) throw tokenNameUnusable(placed(path), token);
    if (path.length > MAX_PATH) throw stepPathTooLong(placed(path));
    return { stepPath: path, name };
  });
}
