import { Button, Group, JsonInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useConfirmation } from '../../components/confirmation.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { runTexts } from '../../texts/runs.js';
import { type Decision, type Run, refreshRun, runCommands } from './run-queries.js';

const { waits: texts } = runTexts;

/** Nobody knows whether the step had its effect: a person looks at the vendor and says how to go on. */
export function DecisionButtons({ run, step }: { readonly run: Run; readonly step: string }) {
  const client = useQueryClient();
  const confirm = useConfirmation();
  const [output, setOutput] = useState('null');
  const decision = useMutation({
    mutationFn: (what: Decision) =>
      runCommands.decide(run.id, { decision: what, step, ...(what === 'skip' && { output: JSON.parse(output) }) }),
    onSettled: () => refreshRun(client, run.id),
  });
  const decide = async (what: Decision, consequences: string) => {
    if (await confirm({ title: texts[what], consequences, confirm: texts[what] })) decision.mutate(what);
  };
  return (
    <Stack gap="xs" w="100%">
      <Text size="sm">{texts.unknownAbout}</Text>
      <JsonInput label={texts.skipOutput} value={output} onChange={setOutput} autosize minRows={1} maw="28rem" />
      <Group gap="xs">
        <Button size="xs" onClick={() => void decide('retry', texts.retryConsequences)}>
          {texts.retry}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={!isJson(output)}
          onClick={() => void decide('skip', texts.skipConsequences)}
        >
          {texts.skip}
        </Button>
        <Button size="xs" variant="default" onClick={() => void decide('fail', texts.failConsequences)}>
          {texts.fail}
        </Button>
      </Group>
      {decision.error ? <ProblemNotice error={decision.error} onDismiss={decision.reset} /> : null}
    </Stack>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
