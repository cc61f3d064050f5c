import { Button, Code, Group, NativeSelect, Stack, Table, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useRight } from '../../api/session.js';
import { Panel } from '../../components/panel.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { Scrolling } from '../../components/scrolling.js';
import { lookupTexts } from '../../texts/lookups.js';
import { typedValue } from './form/form-values.js';
import { askLookup, type Lookup, type LookupAnswer, type LookupParameter } from './lookup-queries.js';

const { try: texts, form: formTexts } = lookupTexts;

/** Asks the lookup as a form would, and shows what comes. */
export function TryPanel({ lookup }: { readonly lookup: Lookup }) {
  const { appId, name, parameters } = lookup;
  const mayRun = useRight('run', appId);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const asking = useMutation({
    mutationFn: () => askLookup({ appId, lookup: name }, givenIn(parameters, typed)),
  });
  const ask = (event: FormEvent) => {
    event.preventDefault();
    asking.mutate();
  };
  if (!mayRun) return null;
  return (
    <Panel title={texts.title} about={texts.about} maw="48rem">
      <form onSubmit={ask} noValidate>
        <Stack maw="32rem">
          {parameters.map((parameter) => (
            <ValueInput
              key={parameter.name}
              parameter={parameter}
              value={typed[parameter.name] ?? ''}
              onChange={(text) => setTyped((before) => ({ ...before, [parameter.name]: text }))}
            />
          ))}
          <Group>
            <Button type="submit" variant="default" loading={asking.isPending}>
              {texts.run}
            </Button>
          </Group>
        </Stack>
      </form>
      {asking.error ? <ProblemNotice error={asking.error} /> : null}
      {asking.data ? <Answer answer={asking.data} /> : null}
    </Panel>
  );
}

interface ValueInputProps {
  readonly parameter: LookupParameter;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function ValueInput({ parameter, value, onChange }: ValueInputProps) {
  const { name, type, required, description } = parameter;
  const common = { label: name, description, withAsterisk: required, value };
  if (type === 'boolean') {
    const data = [
      { value: '', label: '' },
      { value: 'true', label: formTexts.yes },
      { value: 'false', label: formTexts.no },
    ];
    return <NativeSelect {...common} data={data} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
  if (type === 'texts') {
    const hint = [description, texts.textsHint].filter(Boolean).join(' ');
    return (
      <Textarea
        {...common}
        description={hint}
        autosize
        minRows={2}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const kind = type === 'date' ? 'date' : 'text';
  return <TextInput {...common} type={kind} onChange={(event) => onChange(event.currentTarget.value)} />;
}

/** What was left empty is not given, so that defaults count. */
function givenIn(parameters: readonly LookupParameter[], typed: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    parameters.flatMap(({ name, type }) => {
      const text = typed[name] ?? '';
      return text === '' ? [] : [[name, typedValue(type, text)] as const];
    }),
  );
}

function Answer({ answer: { items, hasMore = false, output, token } }: { readonly answer: LookupAnswer }) {
  return (
    <Stack gap="xs" mt="md">
      {items ? <Items items={items} hasMore={hasMore} /> : <Output output={output} />}
      <Text size="xs" c="dimmed">
        {texts.served(token.name, token.generation)}
      </Text>
    </Stack>
  );
}

function Items({ items, hasMore }: { items: NonNullable<LookupAnswer['items']>; hasMore: boolean }) {
  if (items.length === 0) return <Text size="sm">{texts.none}</Text>;
  const columns = Object.keys(items[0]?.columns ?? {});
  const rows = items.map((item, place) => ({ ...item, key: `${place} ${item.value}` }));
  return (
    <>
      <Text size="sm">{texts.count(items.length, hasMore)}</Text>
      <Scrolling label={texts.result} mah="22rem">
        <Table>
          <Table.Thead>
            <Table.Tr>
              {[texts.label, texts.value, ...columns].map((column) => (
                <Table.Th key={column}>{column}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ key, label, value, columns: more = {} }) => (
              <Table.Tr key={key}>
                <Table.Td>{label}</Table.Td>
                <Table.Td>
                  <Code>{value}</Code>
                </Table.Td>
                {columns.map((column) => (
                  <Table.Td key={column}>{shown(more[column])}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scrolling>
    </>
  );
}

function Output({ output }: { readonly output: unknown }) {
  return (
    <Scrolling label={texts.result} mah="22rem">
      <Code block>{JSON.stringify(output, undefined, 2)}</Code>
    </Scrolling>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
