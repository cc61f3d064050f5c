/** An event in the structured form of CloudEvents 1.0: its attributes, extensions among them, and its data. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly data?: unknown;
  readonly [attribute: string]: unknown;
}

/** What a listening task makes of an event, as its `read` says; default of the language: data. */
export function readAs(event: CloudEvent, read: 'data' | 'envelope' | 'raw'): unknown {
  if (read === 'envelope') return event;
  const data = event.data ?? null;
  return read === 'data' || typeof data === 'string' ? data : JSON.stringify(data);
}
