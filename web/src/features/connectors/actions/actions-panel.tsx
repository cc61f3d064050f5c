import { Code, Stack, Text } from '@mantine/core';
import { Panel } from '../../../components/panel.js';
import { Scrolling } from '../../../components/scrolling.js';
import { Told } from '../../../components/told.js';
import { connectorTexts } from '../../../texts/connectors.js';
import { PartTable } from '../part-table.js';
import type { Action, JsonSchema } from './action.js';
import classes from './actions-panel.module.css';
import { inputRows, outputRows, type SchemaRow, typeOf } from './schema-rows.js';

const texts = connectorTexts.actions;

interface ActionsPanelProps {
  readonly connector: string;
  readonly actions: readonly Action[];
}

/** What steps can do with the connector; each action opens to what it takes and gives. */
export function ActionsPanel({ connector, actions }: ActionsPanelProps) {
  return (
    <Panel title={texts.title} about={texts.about}>
      <div className={classes.list}>
        {actions.map((action) => (
          <ActionItem key={action.key} call={`${connector}.${action.key}`} action={action} />
        ))}
      </div>
    </Panel>
  );
}

function ActionItem({ call, action }: { readonly call: string; readonly action: Action }) {
  const { title, help, inputs } = action;
  return (
    <details className={classes.action}>
      <summary className={classes.summary}>
        <Text span size="sm" fw={600}>
          {title}
        </Text>
        <Code className={classes.call}>{call}</Code>
      </summary>
      <Stack gap="md" className={classes.body}>
        <Text size="sm">
          <Told text={[help, repetitionText(action), action.reads && texts.reads].filter(Boolean).join(' ')} />
        </Text>
        <SchemaPart title={texts.inputs} rows={inputRows(inputs)} schema={inputs} call={call} />
        <Output action={action} call={call} />
      </Stack>
    </details>
  );
}

function Output({ action: { answer, output }, call }: { readonly action: Action; readonly call: string }) {
  if (answer === 'file') {
    return (
      <div>
        <Text size="sm" fw={600}>
          {texts.outputs}
        </Text>
        <Text size="sm">{texts.givesFile}</Text>
      </div>
    );
  }
  if (!output) return null;
  const rows = outputRows(output);
  if (rows.length === 0 && output.type === undefined) return null;
  return <SchemaPart title={texts.outputs} rows={rows} schema={output} call={call} />;
}

interface SchemaPartProps {
  readonly title: string;
  readonly rows: readonly SchemaRow[];
  readonly schema: JsonSchema;
  readonly call: string;
}

/** The parts in words, and the schema as it is for who wants it exactly. */
function SchemaPart({ title, rows, schema, call }: SchemaPartProps) {
  const label = `${title} ${call}`;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {rows.length > 0 ? (
        <PartTable
          label={label}
          columns={[texts.name, texts.type, texts.meaning]}
          rows={rows.map(({ name, type, meaning }) => ({
            key: name,
            cells: [<Code key={name}>{name}</Code>, type, <Told key={`${name} meaning`} text={meaning} />],
          }))}
        />
      ) : (
        <Text size="sm">{schema.type === 'object' ? texts.none : typeOf(schema)}</Text>
      )}
      <details>
        <Text component="summary" size="xs" c="dimmed" mt={4} className={classes.opener}>
          {texts.schema(title)}
        </Text>
        <Scrolling label={texts.schema(label)} mah="22rem" className={classes.schema}>
          <Code block bg="transparent" p="sm">
            {JSON.stringify(schema, undefined, 2)}
          </Code>
        </Scrolling>
      </details>
    </div>
  );
}

function repetitionText({ repeatable, hasIdempotencyKey }: Action): string {
  if (repeatable) return texts.repeatable;
  return hasIdempotencyKey ? texts.keyed : texts.once;
}
