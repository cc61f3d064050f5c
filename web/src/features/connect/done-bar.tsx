import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { asProblem } from '../../api/problem.js';
import { useConfirmation } from '../../components/confirmation.js';
import { useMessages } from '../../components/messages.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { Told } from '../../components/told.js';
import { connectTexts } from '../../texts/connect.js';
import { type Draft, draftDoors, draftQuery, type LiveToken } from './connect-queries.js';
import classes from './done-bar.module.css';
import { finishOrAsk, useDoneQuestion } from './done-questions.js';
import { fieldProblemsOf } from './form/field-rules.js';
import type { DraftFormHandle } from './form/use-draft-form.js';

const texts = connectTexts.done;
const { form: formTexts } = connectTexts;

interface DoneBarProps {
  readonly draft: Draft;
  readonly handle: DraftFormHandle;
  /** Marks what is missing, the name included. False when something is. */
  readonly check: () => boolean;
  /** Begins a draft of the live token anew, after somebody else has changed it. */
  readonly onBeginAgain: () => void;
  readonly onDone: (token: LiveToken) => void;
  readonly onDiscard: () => void;
}

/** Done, or nothing: the end of a draft. */
export function DoneBar({ draft, handle, check, onBeginAgain, onDone, onDiscard }: DoneBarProps) {
  const client = useQueryClient();
  const confirm = useConfirmation();
  const ask = useDoneQuestion(draft);
  const { tell, tellProblem } = useMessages();
  const { form, flush, saveState, saveError } = handle;
  const finish = useMutation({
    mutationFn: async () => ((await flush()) ? finishOrAsk(draft, ask) : undefined),
    onSuccess: (token) => {
      if (!token) return;
      tell(texts.finished(token.name, token.generation));
      void client.invalidateQueries({ queryKey: ['access-tokens'] });
      onDone(token);
      client.removeQueries({ queryKey: draftQuery(draft.id).queryKey });
    },
    onError: (error) => {
      const { facts, message } = asProblem(error).said;
      if (facts.path === 'name') form.setFieldError('name', <Told text={message} />);
      for (const problem of fieldProblemsOf(error)) form.setFieldError(problem.path, <Told text={problem.message} />);
    },
  });
  const discard = async () => {
    const consequences = draft.tokenId === undefined ? texts.discardNew : texts.discardEdit;
    if (!(await confirm({ title: texts.discardTitle, consequences, confirm: texts.discard }))) return;
    try {
      await draftDoors.discard(draft.id);
      onDiscard();
    } catch (error) {
      tellProblem(error);
    }
  };
  return (
    <div className={classes.bar}>
      <Stack gap="sm">
        {finish.error ? (
          <ProblemNotice
            error={finish.error}
            onDismiss={finish.reset}
            remedy={isOvertaken(finish.error) ? <AgainButton onClick={onBeginAgain} /> : undefined}
          />
        ) : null}
        {saveError === undefined ? null : <ProblemNotice error={saveError} onRetry={() => void flush()} />}
        <Group justify="space-between" gap="sm">
          <Group gap="sm">
            <Button size="md" loading={finish.isPending} onClick={() => (check() ? finish.mutate() : undefined)}>
              {texts.done}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => void discard()}>
              {texts.discard}
            </Button>
          </Group>
          <Text size="xs" c="dimmed" role="status">
            {saveState === 'saving' ? formTexts.saving : saveState === 'saved' ? formTexts.saved : formTexts.notSaved}
          </Text>
        </Group>
      </Stack>
    </div>
  );
}

function isOvertaken(error: unknown): boolean {
  return asProblem(error).code === 'token-changed-meanwhile';
}

function AgainButton({ onClick }: { readonly onClick: () => void }) {
  return (
    <Button size="xs" onClick={onClick}>
      {texts.changedMeanwhile}
    </Button>
  );
}
