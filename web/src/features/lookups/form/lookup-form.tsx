import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ProblemNotice } from '../../../components/problem-notice.js';
import { lookupTexts } from '../../../texts/lookups.js';
import { connectorQuery, type LookupDeclaration } from '../lookup-queries.js';
import { ChoicesFields } from './choices-fields.js';
import { FixedFields } from './fixed-fields.js';
import { declarationOf, type LookupValues } from './form-values.js';
import { ParameterFields } from './parameter-fields.js';
import { type ReadingAction, readingActionsOf } from './reading-action.js';
import { SourceFields } from './source-fields.js';

const { form: texts } = lookupTexts;

interface LookupFormProps {
  readonly appId: string;
  readonly start: LookupValues;
  /** It has no name yet. */
  readonly isNew?: boolean;
  readonly isSaving: boolean;
  readonly error: unknown;
  readonly onSave: (name: string, declaration: LookupDeclaration) => void;
}

/** A declaration, from the token to the list that the form gets. */
export function LookupForm({ appId, start, isNew = false, isSaving, error, onSave }: LookupFormProps) {
  const [values, setValues] = useState(start);
  const actions = useReadingActions(values.connector);
  const action = actions.find(({ key }) => key === values.action);
  const declaration = action && declarationOf(values, action.inputs);
  const onChange = (change: Partial<LookupValues>) => setValues((before) => ({ ...before, ...change }));
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (declaration) onSave(values.name, declaration);
  };
  const isReady = declaration !== undefined && values.name.trim() !== '' && values.token.trim() !== '';
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="lg" maw="48rem">
        <SourceFields appId={appId} isNew={isNew} actions={actions} values={values} onChange={onChange} />
        {action ? (
          <>
            <FixedFields inputs={action.inputs} values={values} onChange={onChange} />
            <ParameterFields inputs={action.inputs} values={values} onChange={onChange} />
            <ChoicesFields values={values} onChange={onChange} />
          </>
        ) : null}
        {error ? <ProblemNotice error={error} /> : null}
        <Group>
          <Button type="submit" disabled={!isReady} loading={isSaving}>
            {isNew ? texts.submit : texts.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useReadingActions(connector: string): readonly ReadingAction[] {
  const { data } = useQuery({ ...connectorQuery(connector), enabled: connector !== '' });
  return data ? readingActionsOf(data) : [];
}
