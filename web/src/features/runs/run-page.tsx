import { Alert, Group, SimpleGrid, Text } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Instant } from '../../components/instant.js';
import { TextLink } from '../../components/links.js';
import { Page } from '../../components/page.js';
import { runTexts as texts } from '../../texts/runs.js';
import { JsonPanel } from './json-panel.js';
import { RunButtons } from './run-buttons.js';
import { RunEnding } from './run-ending.js';
import { pace, processNamesQuery, type Run, runQuery } from './run-queries.js';
import { RunStatusBadge } from './run-status.js';
import { StepList } from './step-list.js';
import { useRunStream } from './use-run-stream.js';
import { WaitList } from './wait-list.js';

/** One run: how it stands, what it waits for, and each step with the token it used. */
export function RunPage() {
  const { appId, runId } = useParams({ from: '/house/apps/$appId/runs/$runId' });
  const { data: run } = useSuspenseQuery(runQuery(runId));
  const stream = useRunStream(run);
  useQuery({ ...runQuery(runId), refetchInterval: pace(run, stream.isLive) });
  const { data: names } = useQuery(processNamesQuery(appId));
  const name = names?.get(run.processId) ?? run.processId;
  return (
    <Page title={texts.title(name)} about={<RunFacts run={run} />} actions={<RunButtons run={run} />}>
      {run.suspension ? <SuspensionNotice suspension={run.suspension} /> : null}
      {run.waits.length > 0 ? <WaitList run={run} /> : null}
      {run.problem === undefined ? null : <RunEnding problem={run.problem} />}
      <StepList run={run} stream={stream} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <JsonPanel title={texts.data.input} value={run.input} />
        {run.status === 'completed' ? <JsonPanel title={texts.data.output} value={run.output} /> : null}
      </SimpleGrid>
    </Page>
  );
}

function RunFacts({ run }: { readonly run: Run }) {
  const { appId, processId } = run;
  return (
    <Group gap="md" mt={4}>
      <RunStatusBadge status={run.status} />
      <TextLink to="/apps/$appId/processes/$processId" params={{ appId, processId }} size="sm">
        {texts.facts.process(run.version)}
      </TextLink>
      <Text size="sm">
        {texts.facts.started} <Instant at={run.startedAt} />
        {texts.trigger[run.trigger]}
      </Text>
      {run.endedAt === undefined ? null : (
        <Text size="sm">
          {texts.facts.ended} <Instant at={run.endedAt} />
        </Text>
      )}
    </Group>
  );
}

function SuspensionNotice({ suspension }: { readonly suspension: NonNullable<Run['suspension']> }) {
  const { since, reason, withRunId } = suspension;
  return (
    <Alert variant="light" color="gray" title={texts.suspended.title}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {texts.suspended.since} <Instant at={since} />
        {reason === undefined ? '. ' : `: ${texts.suspended.why(reason)}. `}
        {withRunId === undefined ? texts.suspended.about : texts.suspended.withRun}
      </Text>
    </Alert>
  );
}
