import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { schemaUnreadable } from '../runtime/workflow.errors.js';

/** The longest external schema, in bytes. */
const MAX_BYTES = 256 * 1024;
const DEADLINE_MS = 10_000;

/** Reads external schemas at publish, by the same guarded road as every other call. */
@Injectable()
export class SchemaDocuments {
  constructor(private readonly connectors: ConnectorsService) {}

  /** @throws schema-unreadable, or why the address cannot be reached */
  async read(url: string): Promise<string> {
    const headers = { accept: 'application/schema+json, application/json, application/yaml;q=0.9, */*;q=0.5' };
    const answer = await this.connectors.sendOpenly({ method: 'GET', url, headers, deadlineMs: DEADLINE_MS });
    if (answer.status !== 200) throw schemaUnreadable(`it was answered with ${answer.status}.`);
    if (answer.body.length > MAX_BYTES) throw schemaUnreadable(`it is longer than ${MAX_BYTES} bytes.`);
    return answer.body.toString('utf8');
  }
}
