import type { StoredEvent } from '../outbox/stored-event.entity.js';

/** An event as receivers get it: the same for webhooks, streams and the log. */
export interface EventPayload {
  readonly id: string;
  readonly type: string;
  /** When it happened, ISO 8601 in UTC. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export function payloadOf(event: StoredEvent): EventPayload {
  const own: unknown = JSON.parse(event.data);
  return {
    id: event.id,
    type: event.type,
    timestamp: event.at.toISOString(),
    data: {
      subject: { kind: event.subjectKind, id: event.subjectId, name: event.subjectName },
      ...(event.appId === null ? {} : { appId: event.appId }),
      ...(event.generation === null ? {} : { generation: event.generation }),
      ...(typeof own === 'object' ? own : {}),
    },
  };
}
