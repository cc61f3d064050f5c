import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRight } from '../../api/session.js';
import { useConfirmation } from '../../components/confirmation.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { runTexts as texts } from '../../texts/runs.js';
import { hasEnded, type Run, refreshRun, runCommands } from './run-queries.js';

type Command = 'cancel' | 'suspend' | 'resume' | 'retry';

/** What asks first. */
const QUESTIONS = {
  cancel: { title: texts.cancelTitle, consequences: texts.cancelConsequences, confirm: texts.cancel, keep: texts.keep },
  suspend: {
    ...{ title: texts.suspendTitle, consequences: texts.suspendConsequences, confirm: texts.suspend },
    ...{ keep: texts.keepRunning, isHarmless: true },
  },
  retry: {
    ...{ title: texts.retryTitle, consequences: texts.retryConsequences, confirm: texts.retry },
    ...{ keep: texts.leave, isHarmless: true },
  },
} as const;

/** What somebody may do to this run as it stands. */
export function RunButtons({ run }: { readonly run: Run }) {
  const mayRun = useRight('run', run.appId);
  const client = useQueryClient();
  const confirm = useConfirmation();
  const command = useMutation({
    mutationFn: (what: Command) => runCommands[what](run.id),
    onSettled: () => refreshRun(client, run.id),
  });
  const commands = commandsFor(run);
  if (!mayRun || commands.length === 0) return null;
  const give = async (what: Command) => {
    if (what === 'resume' || (await confirm(QUESTIONS[what]))) command.mutate(what);
  };
  return (
    <Stack gap="xs" align="flex-end">
      <Group gap="xs">
        {commands.map((what) => (
          <Button
            key={what}
            variant="default"
            loading={command.isPending && command.variables === what}
            onClick={() => void give(what)}
          >
            {what === 'resume' && run.status === 'suspended' ? texts.wake : texts[what]}
          </Button>
        ))}
      </Group>
      {command.error ? <ProblemNotice error={command.error} onDismiss={command.reset} /> : null}
    </Stack>
  );
}

function commandsFor(run: Run): readonly Command[] {
  if (run.status === 'faulted') return ['retry'];
  if (hasEnded(run)) return [];
  if (run.status === 'suspended') return run.suspension?.withRunId === undefined ? ['cancel', 'resume'] : ['cancel'];
  return run.status === 'parked' ? ['cancel', 'suspend', 'resume'] : ['cancel', 'suspend'];
}
