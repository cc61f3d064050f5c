import { IsIn, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../api/page.dto.js';
import { MayBeAbsent } from '../api/requests/optional.validator.js';
import { EVENT_TYPE_NAMES, type EventType } from './event-types.js';

export class ListEventsQuery extends PageQuery {
  /** Only events of this type; those of the lifecycle of runs are shown only when one of their types is asked for. */
  @MayBeAbsent()
  @IsIn(EVENT_TYPE_NAMES)
  type?: EventType;

  /** Only events about this access token, alert or webhook: its id. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  subjectId?: string;
}

export class EventView {
  /** The same wherever the event is told; who has seen it has seen it. */
  id!: string;
  type!: string;
  /** When it happened, ISO 8601 in UTC. */
  timestamp!: string;
  /** Of a lifecycle event of a run, which is a CloudEvent: `1.0`, with the attributes below. */
  specversion?: string;
  source?: string;
  subject?: string;
  time?: string;
  datacontenttype?: string;
  /** Counts the events of one run from 1; an `Integer` as text, as the extension of CloudEvents has it. */
  sequence?: string;
  sequencetype?: string;
  /** `subject`, the `appId` of what belongs to an app, the access token's `generation`, and what the type adds. */
  data!: Record<string, unknown>;
}

export class EventPage {
  items!: EventView[];
  /** Absent on the last page. */
  nextCursor?: string;
}
