import { JsonInput, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { FormDialog } from '../../components/form-dialog.js';
import { processTexts } from '../../texts/processes.js';
import { type ProcessPlace, startRun } from './process-queries.js';

const { start: texts } = processTexts;

interface StartRunDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly path: ProcessPlace;
  readonly version: number;
}

/** Asks for the input, starts a run, and goes there. */
export function StartRunDialog({ isOpen, onClose, path, version }: StartRunDialogProps) {
  const [text, setText] = useState('{}');
  const navigate = useNavigate();
  const client = useQueryClient();
  const input = parsed(text);
  const starting = useMutation({
    mutationFn: startRun,
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['runs'] });
      await navigate({ to: '/apps/$appId/runs/$runId', params: { appId: path.appId, runId: id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (input !== undefined) starting.mutate({ path, input: input.value });
  };
  return (
    <FormDialog
      title={texts.title}
      isOpen={isOpen}
      onClose={onClose}
      submit={texts.submit}
      onSubmit={submit}
      isBusy={starting.isPending}
      isIncomplete={input === undefined}
      error={starting.error}
    >
      <Text size="sm" c="dimmed">
        {texts.about(version)}
      </Text>
      <JsonInput
        label={texts.input}
        description={texts.inputHint}
        autosize
        minRows={4}
        maxRows={16}
        value={text}
        onChange={setText}
        error={input === undefined ? texts.badJson : undefined}
        data-autofocus
      />
    </FormDialog>
  );
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
