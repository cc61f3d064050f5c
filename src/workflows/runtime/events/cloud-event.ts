import { createHash } from 'node:crypto';

/** An event in the structured form of CloudEvents 1.0: its attributes, extensions among them, and its data. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly data?: unknown;
  readonly [attribute: string]: unknown;
}

/** The id of an event that a run tells grows from run and step, so that a repeated step is the same event. */
export function eventId(runId: string, step: string): string {
  return createHash('sha256').update(`${runId} ${step}`).digest('hex').slice(0, 32);
}

/** What a listening task makes of an event, as its `read` says; default of the language: data. */
export function readAs(event: CloudEvent, read: 'data' | 'envelope' | 'raw'): unknown {
  if (read === 'envelope') return event;
  const data = event.data ?? null;
  return read === 'data' || typeof data === 'string' ? data : JSON.stringify(data);
}

const LONGEST_NAME = 2_000;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;

/** Why something is no event, though it was put together as one; undefined when it is. What is written out was checked before. */
export function eventComplaint({ data: _data, ...event }: CloudEvent): string | undefined {
  for (const name of ['id', 'source', 'type']) {
    const value = event[name];
    const isText = typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME;
    if (!isText) return `The event has no text of 1 to ${LONGEST_NAME} characters as its ${name}.`;
  }
  if (event.time !== undefined && !INSTANT.test(String(event.time)))
    return 'The time of the event is none, such as 2026-11-20T08:00:00Z.';
  const odd = Object.entries(event).find(([, value]) => typeof value === 'object');
  return odd && `The attribute ${odd[0]} of the event is no text, number or boolean.`;
}
