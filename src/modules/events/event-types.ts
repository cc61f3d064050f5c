import { LIFECYCLE_TYPES } from './lifecycle-types.js';

/** Every type of event and when it is recorded; docs/events.md shows this table, and a test compares them. */
export const EVENT_TYPES = {
  'access-token.created': 'An access token was created.',
  'access-token.changed': 'A person changed an access token; `changed` says what.',
  'access-token.removed': 'An access token was removed.',
  'access-token.state-changed': 'An access token has another state; `from`, `to` and the `reason` say which and why.',
  'access-token.renewal-failed': 'A renewal failed: the first of a row, or for another reason than the one before.',
  'access-token.forecast': 'An access token will need a person by a date, or that date has moved.',
  'access-token.expiry-reminder': 'A credential that was typed in with a date expires soon.',
  'alert.opened': 'A root cause began to trouble access tokens.',
  'alert.closed': 'A root cause troubles no access token any more.',
  'own-connector.changed': 'A connector of the company’s own was created, changed or removed; `what` says which.',
  'run.escalated': 'A run has waited for a person until its deadline; it goes on waiting.',
  'webhook.disabled': 'A webhook was disabled: it answered 410 Gone, or failed for days.',
  'webhook.test': 'Somebody asked for a test; only the webhook under test is told.',
  ...LIFECYCLE_TYPES,
} as const;

export type EventType = keyof typeof EVENT_TYPES;

export const EVENT_TYPE_NAMES = Object.keys(EVENT_TYPES) as EventType[];
