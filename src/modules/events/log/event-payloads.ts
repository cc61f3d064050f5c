import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../kernel/configuration.js';
import { isLifecycle } from '../lifecycle-types.js';
import type { StoredEvent } from '../outbox/stored-event.entity.js';

/** An event as receivers get it: the same for webhooks, streams and the log. */
export interface EventPayload {
  readonly id: string;
  readonly type: string;
  /** When it happened, ISO 8601 in UTC. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The attributes that make a lifecycle event a CloudEvent, with the extension that orders the events of one run. */
export interface CloudEventAttributes {
  readonly specversion: '1.0';
  readonly source: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly sequence: string;
  readonly sequencetype: 'Integer';
}

/** Shows stored events to whoever gets them. */
@Injectable()
export class EventPayloads {
  constructor(private readonly configuration: Configuration) {}

  of(event: StoredEvent): EventPayload & Partial<CloudEventAttributes> {
    const { sequence, ...own } = JSON.parse(event.data) as Readonly<Record<string, unknown>>;
    const timestamp = event.at.toISOString();
    return {
      ...{ id: event.id, type: event.type, timestamp },
      ...(isLifecycle(event.type) && this.#attributes(event, Number(sequence))),
      data: {
        subject: { kind: event.subjectKind, id: event.subjectId, name: event.subjectName },
        ...(event.appId === null ? {} : { appId: event.appId }),
        ...(event.generation === null ? {} : { generation: event.generation }),
        ...own,
      },
    };
  }

  #attributes({ subjectId, at }: StoredEvent, sequence: number): CloudEventAttributes {
    return {
      specversion: '1.0',
      source: `${this.configuration.publicUrl}/v1/runs/${subjectId}`,
      ...{ subject: subjectId, time: at.toISOString(), datacontenttype: 'application/json' },
      // https://github.com/cloudevents/spec/blob/main/cloudevents/extensions/sequence.md
      ...{ sequence: String(sequence), sequencetype: 'Integer' },
    };
  }
}
