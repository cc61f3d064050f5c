import type { NewAlert } from '../alerts/alerts.service.js';
import type { Json, NewEvent } from '../events/new-event.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import type { PlannedNotice } from '../tokens/outlook/notice-plan.js';
import { appOfScope } from '../tokens/token-scope.js';

const TYPES = { forecast: 'access-token.forecast', reminder: 'access-token.expiry-reminder' } as const;

/** What a webhook is told. A reminder carries its contact, because Latchkey sends no mail itself. */
export function eventOf(token: AccessToken, notice: PlannedNotice): NewEvent {
  const { tenantId, id, name, generation, scopeKey, reminderContact } = token;
  const { kind, at, isCertain, isPreventable, message, remedy } = notice.entry;
  const appId = appOfScope(scopeKey);
  const data: Record<string, Json> = {
    ...{ kind, at: at.toISOString(), days: notice.days, isCertain, isPreventable, message, remedy },
    ...(notice.type === 'reminder' && reminderContact !== null ? { contact: reminderContact } : {}),
  };
  return {
    tenantId,
    type: TYPES[notice.type],
    subject: { kind: 'access-token', id, name },
    generation,
    data,
    ...(appId === undefined ? {} : { appId }),
  };
}

/** Stays open until the date is changed or taken back. */
export function expiryAlertOf({ tenantId, id, name, scopeKey }: AccessToken, { entry }: PlannedNotice): NewAlert {
  const { at, remedy } = entry;
  return {
    ...{ tenantId, tokenId: id, scopeKey, cause: 'credential', subject: id, code: entry.kind, remedy },
    message: `The credential of "${name}" expires on ${at.toISOString().slice(0, 10)}. Replace it before.`,
  };
}
