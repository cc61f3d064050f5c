import { Checkbox, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { Panel } from '../../../components/panel.js';
import { lookupTexts } from '../../../texts/lookups.js';
import type { PartProps } from './form-values.js';

const { form: texts } = lookupTexts;

/** How the output becomes a list to choose from. */
export function ChoicesFields({ values, onChange }: PartProps) {
  return (
    <Panel title={texts.choices}>
      <Stack>
        <Checkbox
          label={texts.isList}
          description={texts.isListHint}
          checked={values.isList}
          onChange={(event) => onChange({ isList: event.currentTarget.checked })}
        />
        {values.isList ? <ListFields values={values} onChange={onChange} /> : null}
      </Stack>
    </Panel>
  );
}

function ListFields({ values, onChange }: PartProps) {
  const { value, label, items, pageSize, columns } = values;
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <TextInput
          label={texts.value}
          description={texts.valueHint}
          withAsterisk
          value={value}
          onChange={(event) => onChange({ value: event.currentTarget.value })}
        />
        <TextInput
          label={texts.label}
          description={texts.labelHint}
          value={label}
          onChange={(event) => onChange({ label: event.currentTarget.value })}
        />
        <TextInput
          label={texts.items}
          description={texts.itemsHint}
          value={items}
          onChange={(event) => onChange({ items: event.currentTarget.value })}
        />
        <TextInput
          label={texts.pageSize}
          description={texts.preset('100')}
          inputMode="numeric"
          value={pageSize}
          onChange={(event) => onChange({ pageSize: event.currentTarget.value })}
        />
      </SimpleGrid>
      <Textarea
        label={texts.columns}
        description={texts.columnsHint}
        autosize
        minRows={2}
        value={columns}
        onChange={(event) => onChange({ columns: event.currentTarget.value })}
      />
    </>
  );
}
