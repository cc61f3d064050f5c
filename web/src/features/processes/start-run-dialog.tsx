import { Button, Group, JsonInput, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ProblemNotice } from '../../components/problem-notice.js';
import { componentTexts } from '../../texts/components.js';
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
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={texts.title}
      closeButtonProps={{ 'aria-label': componentTexts.close }}
    >
      <form onSubmit={submit}>
        <Stack>
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
          {starting.error ? <ProblemNotice error={starting.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {componentTexts.cancel}
            </Button>
            <Button type="submit" disabled={input === undefined} loading={starting.isPending}>
              {texts.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
