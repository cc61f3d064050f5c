import { Paper, Table, Text } from '@mantine/core';
import { Instant } from '../../components/instant.js';
import { TextLink } from '../../components/links.js';
import { runTexts as texts } from '../../texts/runs.js';
import type { Run, Wait } from './run-queries.js';
import { RunStatusBadge } from './run-status.js';
import classes from './runs.module.css';
import { tookText } from './took.js';

interface RunTableProps {
  readonly runs: readonly Run[];
  /** Of the processes; absent where all runs are of one. */
  readonly names?: ReadonlyMap<string, string> | undefined;
}

/** Runs, one a row: which, how it stands, what it waits for. */
export function RunTable({ runs, names }: RunTableProps) {
  return (
    <Paper withBorder radius="lg" bg="var(--surface)" className={classes.frame}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.columns.run}</Table.Th>
            <Table.Th>{texts.columns.status}</Table.Th>
            <Table.Th visibleFrom="sm">{texts.columns.waits}</Table.Th>
            <Table.Th visibleFrom="sm">{texts.columns.took}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} name={names ? (names.get(run.processId) ?? run.processId) : undefined} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function RunRow({ run, name }: { readonly run: Run; readonly name: string | undefined }) {
  const { id, appId, version, trigger, startedAt, endedAt, status, waits } = run;
  const waitsFor = waits.map(waitText).join(', ');
  return (
    <Table.Tr className={classes.row}>
      <Table.Td>
        <TextLink to="/apps/$appId/runs/$runId" params={{ appId, runId: id }} fw={550}>
          <Instant at={startedAt} as="date" />
        </TextLink>
        <Text size="sm">
          {name === undefined ? null : `${name}, `}
          <Text span size="sm" c="dimmed">
            {texts.version(version)}
            {texts.trigger[trigger]}
          </Text>
        </Text>
        <Text size="sm" hiddenFrom="sm">
          {waitsFor}
        </Text>
      </Table.Td>
      <Table.Td>
        <RunStatusBadge status={status} />
      </Table.Td>
      <Table.Td visibleFrom="sm">{waitsFor}</Table.Td>
      <Table.Td visibleFrom="sm" className={classes.short}>
        {endedAt === undefined ? null : tookText(startedAt, endedAt)}
      </Table.Td>
    </Table.Tr>
  );
}

/** What a wait is for, in a few words. */
export function waitText({ kind, token }: Wait): string {
  if (token !== undefined) return texts.waits.token(token);
  if (kind === 'unknown-outcome') return texts.waits.unknown;
  return kind === 'time' ? texts.waits.time : texts.waits.event;
}
