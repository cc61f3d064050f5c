import { Code } from '@mantine/core';
import { Panel } from '../../components/panel.js';
import { Scrolling } from '../../components/scrolling.js';
import { runTexts } from '../../texts/runs.js';
import classes from './runs.module.css';

interface JsonPanelProps {
  readonly title: string;
  readonly value: unknown;
}

/** Data of a run as it is, under a heading. */
export function JsonPanel({ title, value }: JsonPanelProps) {
  return (
    <Panel title={title}>
      <Json label={runTexts.data.as(title)} value={value} />
    </Panel>
  );
}

/** Data as indented JSON; long ones scroll inside. */
export function Json({ label, value }: { readonly label: string; readonly value: unknown }) {
  return (
    <Scrolling label={label} mah="22rem" className={classes.json}>
      <Code block bg="transparent" p="sm">
        {JSON.stringify(value ?? null, undefined, 2)}
      </Code>
    </Scrolling>
  );
}
