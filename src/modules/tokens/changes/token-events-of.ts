import type { EventType } from '../../events/event-types.js';
import type { Json, NewEvent } from '../../events/new-event.js';
import type { AccessToken } from '../access-token.entity.js';
import { appOfScope } from '../token-scope.js';

type Data = Record<string, Json>;

/** The events that one stored change of a token is worth; none for a routine renewal. */
export function eventsOf(before: AccessToken | undefined, after: AccessToken | undefined): NewEvent[] {
  if (!before)
    return after ? [event('access-token.created', after, { connector: after.connector, method: after.method })] : [];
  if (!after) return [event('access-token.removed', before, {})];
  return [...changeOf(before, after), ...stateOf(before, after), ...failureOf(before, after)];
}

function changeOf(before: AccessToken, after: AccessToken): NewEvent[] {
  if (after.revision === before.revision) return [];
  return [event('access-token.changed', after, { changed: partsChanged(before, after) })];
}

const PARTS = {
  name: ({ name }) => name,
  description: ({ description }) => description,
  'renewal rate': ({ renewalRate }) => renewalRate,
  credentials: ({ secretsChangedAt, plainFields, connector, method, issuedAt }) =>
    JSON.stringify([secretsChangedAt, plainFields, connector, method, issuedAt]),
  disabled: ({ disabledAt }) => disabledAt !== null,
  'keep alive': ({ keepAlive }) => keepAlive,
  reminders: ({ credentialExpiresAt, remindDays, reminderContact }) =>
    JSON.stringify([credentialExpiresAt, remindDays, reminderContact]),
} satisfies Record<string, (token: AccessToken) => unknown>;

function partsChanged(before: AccessToken, after: AccessToken): string[] {
  return Object.entries(PARTS)
    .filter(([, read]) => read(before) !== read(after))
    .map(([part]) => part);
}

function stateOf(before: AccessToken, after: AccessToken): NewEvent[] {
  const [from, to] = [stateName(before), stateName(after)];
  return from === to ? [] : [event('access-token.state-changed', after, { from, to, ...reasonIn(after) })];
}

/** The first failure of a row, and each failure for another reason. */
function failureOf(before: AccessToken, after: AccessToken): NewEvent[] {
  if (after.failures <= before.failures) return [];
  const isKnown = before.failures > 0 && causeOf(before) === causeOf(after);
  if (isKnown) return [];
  return [event('access-token.renewal-failed', after, { failures: after.failures, ...reasonIn(after) })];
}

/** A vendor's refusal has one code, and means different things by its remedy. */
function causeOf({ stateReason }: AccessToken): string {
  return `${stateReason?.code} ${stateReason?.remedy}`;
}

function stateName({ state, disabledAt }: AccessToken): string {
  return disabledAt ? 'disabled' : state;
}

function reasonIn({ stateReason }: AccessToken): Data {
  if (!stateReason) return {};
  const { code, remedy, message } = stateReason;
  return { reason: { code, remedy, message } };
}

function event(type: EventType, token: AccessToken, data: Data): NewEvent {
  const { tenantId, scopeKey, id, name, generation } = token;
  const appId = appOfScope(scopeKey);
  return {
    tenantId,
    type,
    subject: { kind: 'access-token', id, name },
    generation,
    data,
    ...(appId === undefined ? {} : { appId }),
  };
}
