import type { DraftFormValues } from './draft-values.js';

interface Merged {
  /** What the server holds, as far as this form knows. */
  readonly saved: DraftFormValues;
  /** What the form shows. */
  readonly shown: DraftFormValues;
}

/**
 * What the server holds now, brought together with what is typed here: what was not touched follows the server, what
 * was touched stays, and what differs only in spaces, which the server tidies, is the same.
 */
export function mergeValues(before: DraftFormValues, typed: DraftFormValues, fresh: DraftFormValues): Merged {
  const saved = { ...before, fields: { ...before.fields } };
  const shown = { ...typed, fields: { ...typed.fields } };
  for (const key of ['renewalRate', 'credentialExpiresAt', 'reminderContact', 'name', 'description'] as const) {
    if (tidy(fresh[key]) === tidy(before[key])) continue;
    if (typed[key] === before[key]) shown[key] = fresh[key];
    saved[key] = fresh[key];
  }
  for (const [key, value] of Object.entries(fresh.fields)) {
    const known = before.fields[key] ?? '';
    if (value === '' || tidy(value) === tidy(known)) continue;
    if ((typed.fields[key] ?? '') === known) shown.fields[key] = value;
    saved.fields[key] = value;
  }
  if (typed.keepAlive === before.keepAlive) shown.keepAlive = fresh.keepAlive;
  if (typed.remindDays === before.remindDays) shown.remindDays = fresh.remindDays;
  return { saved: { ...saved, keepAlive: fresh.keepAlive, remindDays: fresh.remindDays }, shown };
}

function tidy(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
