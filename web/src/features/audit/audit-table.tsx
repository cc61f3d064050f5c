import { Skeleton, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CardTable, cardTableClasses as classes } from '../../components/card-table.js';
import { Instant } from '../../components/instant.js';
import { TextLink } from '../../components/links.js';
import { auditTexts as texts } from '../../texts/audit.js';
import { type AuditEvent, actorNamesQuery } from './audit-queries.js';
import { EventDetails } from './event-details.js';

const { columns } = texts;

/** One row for each event. Undefined while they are asked for. */
export function AuditTable({ events }: { readonly events: readonly AuditEvent[] | undefined }) {
  return (
    <CardTable label={texts.title} columns={Object.values(columns)}>
      {events ? events.map((event) => <EventRow key={event.id} event={event} />) : <WaitingRow />}
    </CardTable>
  );
}

function EventRow({ event }: { readonly event: AuditEvent }) {
  const { at, action, by } = event;
  return (
    <Table.Tr>
      <Table.Td data-label={columns.at}>
        <Instant at={at} as="date" />
      </Table.Td>
      <Table.Td data-label={columns.by} data-wide>
        <Actor by={by} />
      </Table.Td>
      <Table.Td data-label={columns.action} data-wide>
        <Text size="sm" fw={600} title={action}>
          {texts.actions[action] ?? action}
        </Text>
      </Table.Td>
      <Table.Td data-label={columns.subject} data-wide>
        <Subject event={event} />
      </Table.Td>
      <Table.Td data-label={columns.facts} data-wide>
        <EventDetails event={event} />
      </Table.Td>
    </Table.Tr>
  );
}

function Actor({ by: { kind, id, address } }: Pick<AuditEvent, 'by'>) {
  const { data: names } = useQuery(actorNamesQuery);
  return (
    <div className={classes.name}>
      <Text size="sm">{nameOf(kind, id, names)}</Text>
      {address === undefined ? null : (
        <Text size="xs" c="dimmed">
          {texts.from(address)}
        </Text>
      )}
    </div>
  );
}

/** Names that are not loaded yet, and those of whoever is gone, are told by their id. */
function nameOf(kind: string, id: string, names: ReadonlyMap<string, string> | undefined): string {
  if (kind === 'service') return texts.service;
  if (kind === 'anonymous') return texts.anonymous;
  const name = names?.get(id);
  const word = texts.actors[kind];
  if (name === undefined) return word === undefined && names ? texts.formerly(id) : `${word ?? ''} ${id}`.trim();
  return word === undefined ? name : `${word} ${name}`;
}

/** What it is about, leading to all that happened to it. */
function Subject({ event: { subject } }: { readonly event: AuditEvent }) {
  if (subject?.id === undefined) return '–';
  const name = subject.name ?? subject.id;
  return (
    <TextLink
      to="/manage/audit"
      search={{ subject: subject.id }}
      size="sm"
      py={4}
      display="inline-block"
      className={classes.name}
      aria-label={texts.onlyAbout(name)}
    >
      {name}
    </TextLink>
  );
}

function WaitingRow() {
  return (
    <Table.Tr aria-hidden>
      {Object.keys(columns).map((column) => (
        <Table.Td key={column}>
          <Skeleton h={14} w={110} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
