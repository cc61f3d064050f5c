import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { asProblem } from '../../api/problem.js';
import { useRight } from '../../api/session.js';
import { useConfirmation } from '../../components/confirmation.js';
import { ButtonLink } from '../../components/links.js';
import { useMessages } from '../../components/messages.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { type Tab, Tabs } from '../../components/tabs.js';
import { processTexts as texts } from '../../texts/processes.js';
import { checkQuery, processQuery, publishProcess } from './process-queries.js';
import { ProcessSchedule } from './process-schedule.js';
import { StartRunDialog } from './start-run-dialog.js';

const PARTS: readonly Tab[] = [
  { to: '/apps/$appId/processes/$processId', label: texts.tabs.tokens, isExact: true },
  { to: '/apps/$appId/processes/$processId/runs', label: texts.tabs.runs },
  { to: '/apps/$appId/processes/$processId/definition', label: texts.tabs.definition },
];

/** One process: what can be done with it, and its parts as tabs. */
export function ProcessPage() {
  const path = useParams({ from: '/house/apps/$appId/processes/$processId' });
  const { body: process, etag } = useSuspenseQuery(processQuery(path)).data;
  const mayPublish = useRight('manage-app', path.appId);
  const mayRun = useRight('run', path.appId);
  const [isStarting, { open, close }] = useDisclosure(false);
  const publishing = usePublishing(path, etag);
  // For every part of the page, and once: publishing refuses what the check of the draft refuses.
  const refusal = useQuery(checkQuery(path)).error;
  const isSaid = refusal !== null && asProblem(refusal).code === asProblem(publishing.error).code;
  const { publishedVersion } = process;
  const buttons = (
    <>
      {mayPublish ? (
        <ButtonLink variant="default" to="/apps/$appId/processes/$processId/new-version" params={path}>
          {texts.newVersion.button}
        </ButtonLink>
      ) : null}
      {mayPublish ? (
        <Button variant="default" loading={publishing.isPending} onClick={() => void publishing.ask()}>
          {texts.publish.button}
        </Button>
      ) : null}
      {mayRun && publishedVersion > 0 ? <Button onClick={open}>{texts.start.button}</Button> : null}
    </>
  );
  const about = publishedVersion === 0 ? texts.unpublished : texts.published(publishedVersion);
  return (
    <Page title={process.name} about={about} actions={buttons}>
      {publishing.error && !isSaid ? <ProblemNotice error={publishing.error} onDismiss={publishing.reset} /> : null}
      {refusal ? <ProblemNotice error={refusal} /> : null}
      <ProcessSchedule process={process} etag={etag} />
      <Tabs label={texts.tabs.label} tabs={PARTS} params={path} />
      <Outlet />
      <StartRunDialog isOpen={isStarting} onClose={close} path={path} version={publishedVersion} />
    </Page>
  );
}

function usePublishing(path: { readonly appId: string; readonly processId: string }, etag: string) {
  const client = useQueryClient();
  const { tell } = useMessages();
  const confirm = useConfirmation();
  const publishing = useMutation({
    mutationFn: () => publishProcess({ path, etag }),
    // What was refused may have been published or mended by somebody else since the check.
    onError: () => client.invalidateQueries({ queryKey: checkQuery(path).queryKey }),
    onSuccess: async ({ version }) => {
      tell(texts.publish.done(version));
      await Promise.all(['process', 'processes'].map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
  });
  const ask = async () => {
    const { title, consequences, button } = texts.publish;
    if (await confirm({ title, consequences, confirm: button, isHarmless: true })) publishing.mutate();
  };
  return { ...publishing, ask };
}
