import { Button, Checkbox, Fieldset, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { PlusIcon } from '../../../components/icons.js';
import { Panel } from '../../../components/panel.js';
import { lookupTexts } from '../../../texts/lookups.js';
import type { LookupParameter } from '../lookup-queries.js';
import { newParameter, type ParameterValues, type PartProps } from './form-values.js';
import type { JsonSchema } from './reading-action.js';

const { form: texts } = lookupTexts;
const TYPES = Object.entries(texts.types).map(([value, label]) => ({ value, label }));

/** What a form may give: each value with the one place that it goes to. */
export function ParameterFields({ inputs, values, onChange }: PartProps & { readonly inputs: JsonSchema }) {
  const { parameters } = values;
  const change = (key: string, part: Partial<ParameterValues>) =>
    onChange({ parameters: parameters.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  return (
    <Panel title={texts.given} about={texts.givenAbout}>
      <Stack>
        {parameters.map((parameter, place) => (
          <ParameterRow
            key={parameter.key}
            number={place + 1}
            inputs={inputs}
            parameter={parameter}
            onChange={(part) => change(parameter.key, part)}
            onRemove={() => onChange({ parameters: parameters.filter((one) => one !== parameter) })}
          />
        ))}
        <Group>
          <Button
            variant="default"
            leftSection={<PlusIcon />}
            onClick={() => onChange({ parameters: [...parameters, newParameter(placesOf(inputs)[0]?.value)] })}
          >
            {texts.addParameter}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}

interface ParameterRowProps {
  readonly number: number;
  readonly inputs: JsonSchema;
  readonly parameter: ParameterValues;
  readonly onChange: (part: Partial<ParameterValues>) => void;
  readonly onRemove: () => void;
}

function ParameterRow({ number, inputs, parameter, onChange, onRemove }: ParameterRowProps) {
  const { name, type, required, description, input, member } = parameter;
  const schema = inputs.properties?.[input];
  return (
    <Fieldset legend={texts.parameter.group(number)}>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        <TextInput
          label={texts.parameter.name}
          withAsterisk
          maxLength={64}
          value={name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={texts.parameter.type}
          data={TYPES}
          value={type}
          onChange={(event) => onChange({ type: event.currentTarget.value as LookupParameter['type'] })}
        />
        <NativeSelect
          label={texts.parameter.place}
          data={placesOf(inputs)}
          value={input}
          onChange={(event) => onChange({ input: event.currentTarget.value, member: '' })}
        />
        {schema?.type === 'object' ? (
          <TextInput
            label={texts.parameter.member}
            maxLength={100}
            value={member}
            onChange={(event) => onChange({ member: event.currentTarget.value })}
          />
        ) : null}
        <TextInput
          label={texts.parameter.description}
          maxLength={500}
          value={description}
          onChange={(event) => onChange({ description: event.currentTarget.value })}
        />
        {required ? null : (
          <TextInput
            label={texts.parameter.default}
            value={parameter.default}
            onChange={(event) => onChange({ default: event.currentTarget.value })}
          />
        )}
      </SimpleGrid>
      <Group justify="space-between" mt="sm">
        <Checkbox
          label={texts.parameter.required}
          checked={required}
          onChange={(event) => onChange({ required: event.currentTarget.checked })}
        />
        <Button variant="subtle" color="red" size="xs" onClick={onRemove}>
          {texts.removeParameter(name)}
        </Button>
      </Group>
    </Fieldset>
  );
}

/** A text that is a query is fixed, and the value stands in it; files and the number of pages are not a form's. */
function placesOf({ properties = {} }: JsonSchema) {
  const whole = Object.entries(properties).filter(
    ([name, schema]) => !schema['x-binds'] && !schema['x-file'] && name !== 'maxPages',
  );
  const inText = Object.values(properties).some((schema) => schema['x-binds']);
  return [
    ...(inText ? [{ value: '', label: texts.parameter.inText }] : []),
    ...whole.map(([name, { title = name }]) => ({ value: name, label: title })),
  ];
}
