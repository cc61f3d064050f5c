import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../modules/database/database.js';
import type { Definition } from '../runtime/definition.js';
import { JqPool } from '../runtime/expressions/jq-pool.js';
import type { ReadSchema } from '../runtime/language/schemas.js';
import { loadDefinition, parseDefinition } from '../runtime/parse-definition.js';
import { ProcessVersionEntity } from './process-version.entity.js';
import { versionNotFound } from './processes.errors.js';

/** Published versions kept ready to run; they never change, so nothing here goes stale. */
const KEPT = 100;

/** Reads definitions, and owns the threads that evaluate their expressions. */
@Injectable()
export class DefinitionLibrary implements OnApplicationShutdown {
  readonly #jq = new JqPool();
  readonly #ready = new Map<string, Definition>();

  constructor(private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.#jq.close();
  }

  /** Checks a definition for publishing. @throws definition-refused */
  check(text: string, read: ReadSchema): Promise<Definition> {
    return parseDefinition(text, this.#jq, read);
  }

  /** @param manager of a transaction that must not wait for another connection @throws process-version-not-found */
  async published(
    processId: string,
    version: number,
    manager: EntityManager = this.database.reader,
  ): Promise<Definition> {
    const known = this.#ready.get(keyOf(processId, version));
    if (known) return known;
    const row = await manager.findOneBy(ProcessVersionEntity, { processId, version });
    if (!row) throw versionNotFound(version);
    const definition = loadDefinition(row.definition, this.#jq, row.schemas ?? {});
    this.keep(processId, version, definition);
    return definition;
  }

  /** One that has just been published is ready: the first run need not wait until it has been read again. */
  keep(processId: string, version: number, definition: Definition): void {
    this.#ready.set(keyOf(processId, version), definition);
    const oldest = this.#ready.keys().next();
    if (this.#ready.size > KEPT && !oldest.done) this.#ready.delete(oldest.value);
  }
}

function keyOf(processId: string, version: number): string {
  return `${processId} ${version}`;
}
