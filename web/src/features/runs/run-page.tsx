import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useRight } from '../../api/session.js';
import { useConfirmation } from '../../components/confirmation.js';
import { Instant } from '../../components/instant.js';
import { TextLink } from '../../components/links.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { runTexts as texts } from '../../texts/runs.js';
import { JsonPanel } from './json-panel.js';
import { hasEnded, processNamesQuery, type Run, refreshRun, runCommands, runQuery } from './run-queries.js';
import { RunStatusBadge } from './run-status.js';
import { StepList } from './step-list.js';
import { WaitList } from './wait-list.js';

/** One run: how it stands, what it waits for, and each step with the token it used. */
export function RunPage() {
  const { appId, runId } = useParams({ from: '/house/apps/$appId/runs/$runId' });
  const { data: run } = useSuspenseQuery(runQuery(runId));
  const { data: names } = useQuery(processNamesQuery(appId));
  const name = names?.get(run.processId) ?? run.processId;
  return (
    <Page title={texts.title(name)} about={<RunFacts run={run} />} actions={<RunButtons run={run} />}>
      {run.waits.length > 0 ? <WaitList run={run} /> : null}
      {run.problem === undefined ? null : <JsonPanel title={texts.data.problem} value={run.problem} />}
      <StepList run={run} />
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
      </Text>
      {run.endedAt === undefined ? null : (
        <Text size="sm">
          {texts.facts.ended} <Instant at={run.endedAt} />
        </Text>
      )}
    </Group>
  );
}

function RunButtons({ run }: { readonly run: Run }) {
  const mayRun = useRight('run', run.appId);
  const client = useQueryClient();
  const confirm = useConfirmation();
  const command = useMutation({
    mutationFn: (what: 'resume' | 'cancel') => runCommands[what](run.id),
    onSettled: () => refreshRun(client, run.id),
  });
  if (!mayRun || hasEnded(run)) return null;
  const cancel = async () => {
    const { cancelTitle: title, cancelConsequences: consequences, cancel: verb } = texts;
    if (await confirm({ title, consequences, confirm: verb })) command.mutate('cancel');
  };
  return (
    <Stack gap="xs" align="flex-end">
      <Group gap="xs">
        <Button variant="default" onClick={() => void cancel()}>
          {texts.cancel}
        </Button>
        {run.status === 'parked' ? (
          <Button variant="default" loading={command.isPending} onClick={() => command.mutate('resume')}>
            {texts.resume}
          </Button>
        ) : null}
      </Group>
      {command.error ? <ProblemNotice error={command.error} onDismiss={command.reset} /> : null}
    </Stack>
  );
}
