import { NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { Panel } from '../../../components/panel.js';
import { lookupTexts } from '../../../texts/lookups.js';
import { fixableInputs, givenIn, isPlainText, type PartProps } from './form-values.js';
import type { JsonSchema } from './reading-action.js';

const { form: texts } = lookupTexts;

/** The inputs of the action, as far as they are always the same. */
export function FixedFields({ inputs, values, onChange }: PartProps & { readonly inputs: JsonSchema }) {
  const properties = fixableInputs(inputs, values);
  if (properties.length === 0) return null;
  return (
    <Panel title={texts.fixed} about={texts.fixedAbout}>
      <Stack>
        {properties.map(([name, schema]) => (
          <FixedInput
            key={name}
            name={name}
            schema={schema}
            value={values.fixed[name] ?? ''}
            onChange={(text) => onChange({ fixed: { ...values.fixed, [name]: text } })}
          />
        ))}
      </Stack>
    </Panel>
  );
}

interface FixedInputProps {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function FixedInput({ name, schema, value, onChange }: FixedInputProps) {
  const { title = name, description, type, default: preset } = schema;
  const hint = [
    description,
    schema['x-binds'] ? texts.bindsHint : undefined,
    preset === undefined || preset === '' ? undefined : texts.preset(JSON.stringify(preset)),
  ];
  const common = { label: title, description: hint.filter(Boolean).join(' '), value };
  const options = optionsOf(schema);
  if (options) {
    return <NativeSelect {...common} data={options} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
  if (schema['x-binds'] || type === 'object' || type === 'array') {
    const isWrong = givenIn(schema, value) === 'no JSON';
    return (
      <Textarea
        {...common}
        autosize
        minRows={2}
        maxRows={14}
        ff="monospace"
        error={isWrong ? texts.badJson : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const isWrong = !isPlainText(schema) && givenIn(schema, value) === 'no JSON';
  return (
    <TextInput
      {...common}
      error={isWrong ? texts.badJson : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function optionsOf({ type, enum: allowed }: JsonSchema) {
  const empty = { value: '', label: '' };
  if (type === 'boolean') {
    return [empty, { value: 'true', label: texts.yes }, { value: 'false', label: texts.no }];
  }
  if (allowed === undefined) return undefined;
  return [empty, ...allowed.map((one) => ({ value: String(one), label: String(one) }))];
}
