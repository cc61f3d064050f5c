import { Autocomplete, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Panel } from '../../../components/panel.js';
import { lookupTexts } from '../../../texts/lookups.js';
import { connectorsQuery, tokenNamesQuery } from '../lookup-queries.js';
import type { PartProps } from './form-values.js';
import type { ReadingAction } from './reading-action.js';

const { form: texts } = lookupTexts;

interface SourceFieldsProps extends PartProps {
  readonly appId: string;
  readonly isNew: boolean;
  readonly actions: readonly ReadingAction[];
}

/** The name, the token, and the action; a token that is there says which vendor is meant. */
export function SourceFields({ appId, isNew, actions, values, onChange }: SourceFieldsProps) {
  const tokens = useQuery(tokenNamesQuery(appId)).data ?? new Map<string, string>();
  const connectors = useQuery(connectorsQuery).data ?? [];
  const changeConnector = (connector: string) => {
    if (connector !== values.connector) onChange({ connector, action: '', fixed: {}, parameters: [] });
  };
  const changeToken = (token: string) => {
    onChange({ token });
    const connector = tokens.get(token);
    if (connector !== undefined) changeConnector(connector);
  };
  return (
    <Panel title={texts.what}>
      <Stack>
        {isNew ? (
          <TextInput
            label={texts.name}
            description={texts.nameHint}
            withAsterisk
            maxLength={100}
            value={values.name}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
          />
        ) : null}
        <Autocomplete
          label={texts.token}
          description={texts.tokenHint}
          withAsterisk
          maxLength={100}
          data={[...tokens.keys()]}
          value={values.token}
          onChange={changeToken}
        />
        <Select
          label={texts.connector}
          withAsterisk
          searchable
          data={connectors
            .filter(({ key, hasLookups }) => hasLookups || key === values.connector)
            .map(({ key, title }) => ({ value: key, label: title }))}
          value={values.connector === '' ? null : values.connector}
          onChange={(connector) => changeConnector(connector ?? '')}
        />
        <Select
          label={texts.action}
          description={texts.actionHint}
          withAsterisk
          disabled={actions.length === 0}
          data={actions.map(({ key, title }) => ({ value: key, label: title }))}
          value={values.action === '' ? null : values.action}
          onChange={(action) => onChange({ action: action ?? '', fixed: {}, parameters: [] })}
        />
        <Textarea
          label={texts.description}
          autosize
          maxLength={1000}
          value={values.description}
          onChange={(event) => onChange({ description: event.currentTarget.value })}
        />
      </Stack>
    </Panel>
  );
}
