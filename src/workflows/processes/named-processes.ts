import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Database } from '../../modules/database/database.js';
import type { ProcessName } from '../runtime/definition.js';
import { DefinitionLibrary } from './definition-library.js';
import { ProcessEntity } from './process.entity.js';

const LATEST = 'latest';

export interface PublishedProcess {
  readonly processId: string;
  readonly version: number;
}

/** Finds processes of an app by the head of their definitions, as definitions name each other. */
@Injectable()
export class NamedProcesses {
  constructor(
    private readonly database: Database,
    private readonly library: DefinitionLibrary,
  ) {}

  /** The latest of those published under that name and version; of two processes of one name the older one. */
  async find(app: { tenantId: string; appId: string }, wanted: ProcessName): Promise<PublishedProcess | undefined> {
    const { tenantId, appId } = app;
    const where = { tenantId, appId, publishedVersion: MoreThan(0) };
    const processes = await this.database.reader.find(ProcessEntity, { where, order: { id: 'ASC' } });
    for (const { id: processId, publishedVersion } of processes) {
      for (let version = publishedVersion; version > 0; version -= 1) {
        const head = (await this.library.published(processId, version)).workflow.document;
        if (head.namespace !== wanted.namespace || head.name !== wanted.name) break;
        if (wanted.version === LATEST || head.version === wanted.version) return { processId, version };
      }
    }
    return undefined;
  }
}
