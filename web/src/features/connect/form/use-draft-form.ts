import { type UseFormReturnType, useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { onSessionBegun } from '../../../api/session-news.js';
import { type Draft, draftDoors, draftQuery, type Method } from '../connect-queries.js';
import { announceDraft, useOtherTabs } from './draft-tabs.js';
import { changeOf, type DraftFormValues, valuesOf } from './draft-values.js';
import { fieldProblem, fieldProblemsOf, nameProblem } from './field-rules.js';
import { mergeValues } from './merge-values.js';

export type DraftForm = UseFormReturnType<DraftFormValues>;
export type SaveState = 'saved' | 'unsaved' | 'saving';

export interface DraftFormHandle {
  readonly form: DraftForm;
  readonly saveState: SaveState;
  /** Why the last save failed, where it was not a field's fault. */
  readonly saveError: unknown;
  /** Saves what is typed, now. False when it could not be saved. */
  readonly flush: () => Promise<boolean>;
}

/** Long enough for a word, short enough to lose nothing that matters. Milliseconds. */
const QUIET = 700;

/** The form of a draft: what is typed goes to the server by itself, and what another tab typed comes in. */
export function useDraftForm(draft: Draft, method: Method): DraftFormHandle {
  const client = useQueryClient();
  const [saveState, setSaveState] = useState<SaveState>('saved');
  const [saveError, setSaveError] = useState<unknown>();
  const form = useForm<DraftFormValues>({
    initialValues: valuesOf(draft, method),
    validateInputOnBlur: true,
    validate: {
      name: (name) => nameProblem(name) ?? null,
      fields: Object.fromEntries(
        method.fields.map((field) => [field.key, (value: string) => fieldProblem(field, value) ?? null]),
      ),
    },
  });
  const saved = useRef(valuesOf(draft, method));
  const saving = useRef<Promise<boolean>>(Promise.resolve(true));

  const saveOnce = async (): Promise<boolean> => {
    const typed = form.getValues();
    const change = changeOf(saved.current, typed, method);
    if (!change) return true;
    setSaveState('saving');
    try {
      const next = await draftDoors.change(draft.id, change);
      saved.current = { ...saved.current, ...change, ...keptOf(typed, saved.current, change) };
      client.setQueryData(draftQuery(draft.id).queryKey, next);
      announceDraft(draft.id);
      setSaveError(undefined);
      setSaveState('saved');
      return true;
    } catch (error) {
      const problems = fieldProblemsOf(error);
      if (forgetSecrets(saved.current, problems, method)) return saveOnce();
      for (const { path, message } of problems) form.setFieldError(path, message);
      setSaveError(problems.length > 0 ? undefined : error);
      setSaveState('unsaved');
      return false;
    }
  };
  const latest = useRef(saveOnce);
  latest.current = saveOnce;

  const flush = useCallback((): Promise<boolean> => {
    // One after the other: a later save must not arrive before an earlier one.
    saving.current = saving.current.then(() => latest.current());
    return saving.current;
  }, []);

  const { values } = form;
  useEffect(() => {
    if (!changeOf(saved.current, values, method)) return;
    setSaveState('unsaved');
    const timer = window.setTimeout(() => void flush(), QUIET);
    return () => window.clearTimeout(timer);
  }, [values, method, flush]);

  const showServerValues = useRef((fresh: DraftFormValues) => {
    const merged = mergeValues(saved.current, form.getValues(), fresh);
    saved.current = merged.saved;
    form.setValues(merged.shown);
  });
  useEffect(() => showServerValues.current(valuesOf(draft, method)), [draft, method]);
  // What could not be saved because the session had ended.
  useEffect(() => onSessionBegun(() => void flush()), [flush]);
  useSaveOnLeaving(flush, latest);
  useOtherTabs(draft.id);
  return { form, saveState, saveError, flush };
}

/** The server keeps no secret for another host: one that is still in the form is sent once more, and whether there is one. */
function forgetSecrets(
  saved: DraftFormValues,
  problems: readonly { readonly path: string }[],
  method: Method,
): boolean {
  const lost = method.fields.filter(
    ({ key, kind }) =>
      kind === 'secret' && (saved.fields[key] ?? '') !== '' && problems.some(({ path }) => path === `fields.${key}`),
  );
  for (const { key } of lost) saved.fields[key] = '';
  return lost.length > 0;
}

/** What the server now has of this change, in the form's own words. */
function keptOf(typed: DraftFormValues, saved: DraftFormValues, change: NonNullable<ReturnType<typeof changeOf>>) {
  return {
    name: change.name ?? saved.name,
    credentialExpiresAt: typed.credentialExpiresAt,
    fields: {
      ...saved.fields,
      ...Object.fromEntries(Object.entries(change.fields ?? {}).map(([key, value]) => [key, String(value)])),
    },
  };
}

function useSaveOnLeaving(flush: () => Promise<boolean>, save: { readonly current: () => Promise<boolean> }): void {
  useEffect(() => {
    // A page that goes does not live to see the end of the save before: what is typed is sent beside it.
    const leave = () => void save.current();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      void flush();
    };
  }, [flush, save]);
}
