import type { TenantCaller } from '../../callers/caller.js';
import { type EventSight, sees } from '../event-sight.js';
import type { EventLog } from '../log/event-log.js';
import type { EventPayloads } from '../log/event-payloads.js';
import type { LiveHint } from './live-hints.js';
import { LiveStream } from './live-stream.js';

const BATCH = 100;

/** One listener: stored events in their order with their ids, live hints without. */
export class EventStream extends LiveStream {
  constructor(
    caller: TenantCaller,
    private readonly sight: EventSight,
    private readonly source: { readonly log: EventLog; readonly payloads: EventPayloads; position: number },
  ) {
    super(caller);
  }

  get tenantId(): string {
    return this.sight.tenantId;
  }

  hint(hint: LiveHint): void {
    if (!sees(this.sight, hint)) return;
    const { subjectKind, subjectId, change, generation } = hint;
    const data = { subject: { kind: subjectKind, id: subjectId }, change, generation };
    this.output.tell({ event: 'hint', data });
  }

  /** Something may have been missed: whoever shows a list reads it again. */
  gap(): void {
    this.output.tell({ event: 'gap', data: {} });
  }

  protected async look(): Promise<boolean> {
    const { log, payloads } = this.source;
    const events = await log.after(this.sight, this.source.position, BATCH);
    for (const event of events) {
      const hasRoom = this.output.tell({ id: event.id, event: event.type, data: payloads.of(event) });
      this.source.position = event.position;
      if (!hasRoom) await this.output.drained();
    }
    return events.length === BATCH;
  }
}
