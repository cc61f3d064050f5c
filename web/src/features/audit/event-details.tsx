import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { cardTableClasses as classes } from '../../components/card-table.js';
import { Instant } from '../../components/instant.js';
import { auditTexts } from '../../texts/audit.js';
import { type AuditEvent, actorNamesQuery } from './audit-queries.js';

const { facts: words, values: valueWords } = auditTexts;

/** What the event says besides, in words: what things are called, and times in the reader's zone. */
export function EventDetails({ event: { generation, facts } }: { readonly event: AuditEvent }) {
  const { data: names } = useQuery(actorNamesQuery);
  const told = Object.entries(facts).filter(([, value]) => value !== '' && !(Array.isArray(value) && !value.length));
  if (generation === undefined && told.length === 0) return '–';
  return (
    <Text size="xs" c="dimmed" component="ul" className={classes.facts}>
      {generation === undefined ? null : <li>{auditTexts.generation(generation)}</li>}
      {told.map(([name, value]) => (
        <li key={name}>
          {words[name] ?? name}: <FactValue value={value} names={names} />
        </li>
      ))}
    </Text>
  );
}

interface FactValueProps {
  readonly value: unknown;
  /** What people, keys and apps are called, by their ids. */
  readonly names: ReadonlyMap<string, string> | undefined;
}

function FactValue({ value, names }: FactValueProps) {
  if (Array.isArray(value)) return value.map((each) => wordOf(each, names)).join(', ');
  if (typeof value === 'string' && INSTANT.test(value)) return <Instant at={value} as="date" />;
  return wordOf(value, names);
}

/** As the server writes times. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

function wordOf(value: unknown, names: ReadonlyMap<string, string> | undefined): string {
  if (typeof value === 'boolean') return value ? auditTexts.yes : auditTexts.no;
  if (typeof value === 'number') return value.toLocaleString();
  if (typeof value !== 'string') return JSON.stringify(value);
  return names?.get(value) ?? valueWords[value] ?? value;
}
