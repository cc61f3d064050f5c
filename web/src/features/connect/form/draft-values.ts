import type { Draft, DraftChange, Method } from '../connect-queries.js';
import { fieldProblem, nameProblem, shownFields } from './field-rules.js';

/** What the form holds. A secret is what was typed just now; what is stored never comes back. */
export interface DraftFormValues {
  name: string;
  description: string;
  renewalRate: string;
  keepAlive: boolean;
  credentialExpiresAt: string;
  remindDays: number;
  reminderContact: string;
  fields: Record<string, string>;
}

export function valuesOf(draft: Draft, method: Method): DraftFormValues {
  return {
    name: draft.name,
    description: draft.description,
    renewalRate: draft.renewalRate,
    keepAlive: draft.keepAlive,
    credentialExpiresAt: draft.credentialExpiresAt?.slice(0, 10) ?? '',
    remindDays: draft.remindDays,
    reminderContact: draft.reminderContact ?? '',
    fields: Object.fromEntries(
      method.fields.map(({ key, kind, default: usual }) => [
        key,
        kind === 'secret' ? '' : (draft.fields[key] ?? usual ?? ''),
      ]),
    ),
  };
}

/** What differs from what is saved and can be saved; nothing when all is saved. */
export function changeOf(saved: DraftFormValues, typed: DraftFormValues, method: Method): DraftChange | undefined {
  const fields = changedFields(saved, typed, method);
  const { name, credentialExpiresAt } = typed;
  const isNewName = name !== saved.name && name.trim() !== '' && nameProblem(name) === undefined;
  const change: DraftChange = {
    ...(isNewName ? { name } : {}),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...changedOnly(saved, typed, ['description', 'renewalRate', 'keepAlive', 'remindDays', 'reminderContact']),
    ...(credentialExpiresAt === saved.credentialExpiresAt
      ? {}
      : { credentialExpiresAt: instantOf(credentialExpiresAt) }),
  };
  return Object.keys(change).length > 0 ? change : undefined;
}

function changedFields(saved: DraftFormValues, typed: DraftFormValues, method: Method): Record<string, string> {
  const changed = shownFields(method, typed.fields).filter((field) => {
    const value = typed.fields[field.key] ?? '';
    if (value === (saved.fields[field.key] ?? '')) return false;
    if (field.kind === 'secret' && value === '') return false;
    return fieldProblem(field, value) === undefined;
  });
  return Object.fromEntries(changed.map(({ key }) => [key, typed.fields[key] ?? '']));
}

function changedOnly<K extends keyof DraftFormValues>(
  saved: DraftFormValues,
  typed: DraftFormValues,
  keys: readonly K[],
): Partial<Pick<DraftFormValues, K>> {
  const changed: Partial<Pick<DraftFormValues, K>> = {};
  for (const key of keys) if (typed[key] !== saved[key]) changed[key] = typed[key];
  return changed;
}

/** The end of that day in the reader's zone; nothing takes the date back. */
function instantOf(day: string): string | null {
  return day === '' ? null : new Date(`${day}T23:59:59`).toISOString();
}
