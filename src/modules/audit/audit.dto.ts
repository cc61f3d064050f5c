import { IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../api/page.dto.js';
import { MayBeAbsent } from '../api/requests/optional.validator.js';
import type { AuditEventEntity } from './audit-event.entity.js';
import type { ChainFault, ChainVerdict } from './audit-verification.js';

export class ListAuditEventsQuery extends PageQuery {
  /** Only events about this access token, app, key or tenant: its id. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  subject?: string;
}

export class AuditActorView {
  kind!: string;
  id!: string;
  /** Network address that the request came from. */
  address?: string;
  requestId?: string;
}

export class AuditSubjectView {
  kind!: string;
  id?: string;
  name?: string;
}

export class AuditEventView {
  id!: string;
  /** 1, 2, 3 and so on in the tenant's chain. */
  position!: number;
  /** ISO 8601, UTC. */
  at!: string;
  by!: AuditActorView;
  /** What was done: `access-token.updated`, `key.revoked`. */
  action!: string;
  subject?: AuditSubjectView;
  appId?: string;
  /** Generation of the access token that the event is about. */
  generation?: number;
  /** Further facts; never a secret. */
  facts!: Record<string, unknown>;
  /** Covers this event and, through the hash before it, all earlier ones. */
  hash!: string;

  static of(event: AuditEventEntity): AuditEventView {
    return Object.assign(new AuditEventView(), {
      id: event.id,
      position: event.position,
      at: event.at.toISOString(),
      by: actorOf(event),
      action: event.action,
      ...(event.subjectKind !== null && { subject: subjectOf(event.subjectKind, event) }),
      ...(event.appId !== null && { appId: event.appId }),
      ...(event.generation !== null && { generation: event.generation }),
      facts: factsOf(event.facts),
      hash: event.hash,
    });
  }
}

export class AuditEventPage {
  items!: AuditEventView[];
  /** Absent on the last page. */
  nextCursor?: string;
}

export class ChainFaultView {
  kind!: ChainFault;
  /** Where in the chain. */
  position!: number;
}

export class AuditVerificationView {
  /** Whether every event is there and as it was written. */
  holds!: boolean;
  /** Events found right before the end or the first fault. */
  events!: number;
  /** Hash of the last of them; kept elsewhere, it proves later that this much was there. */
  hash!: string;
  fault?: ChainFaultView;

  static of(verdict: ChainVerdict): AuditVerificationView {
    return Object.assign(new AuditVerificationView(), verdict);
  }
}

function actorOf({ actorKind, actorId, address, requestId }: AuditEventEntity): AuditActorView {
  return {
    kind: actorKind,
    id: actorId,
    ...(address !== null && { address }),
    ...(requestId !== null && { requestId }),
  };
}

function subjectOf(kind: string, { subjectId, subjectName }: AuditEventEntity): AuditSubjectView {
  return { kind, ...(subjectId !== null && { id: subjectId }), ...(subjectName !== null && { name: subjectName }) };
}

/** An altered row must be shown, not hide the whole list: what is no JSON object is shown as text. */
function factsOf(text: string): Record<string, unknown> {
  try {
    const facts: unknown = JSON.parse(text);
    return typeof facts === 'object' && facts !== null ? { ...facts } : { text };
  } catch {
    return { text };
  }
}
