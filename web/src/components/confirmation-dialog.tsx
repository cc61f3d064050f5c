import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { componentTexts } from '../texts/components.js';
import type { Question } from './question.js';

interface ConfirmationDialogProps {
  readonly question: Question;
  readonly isOpen: boolean;
  readonly onAnswer: (isConfirmed: boolean) => void;
}

/** A question with its consequences, and two answers; the harmless one has the focus. */
export function ConfirmationDialog({ question, isOpen, onAnswer }: ConfirmationDialogProps) {
  const { title, consequences, acknowledgement, confirm, keep = componentTexts.cancel, isHarmless = false } = question;
  const [isAcknowledged, setAcknowledged] = useState(false);
  return (
    <Modal
      opened={isOpen}
      onClose={() => onAnswer(false)}
      title={title}
      closeButtonProps={{ 'aria-label': componentTexts.close }}
    >
      <Stack>
        <Text component="div" size="sm">
          {consequences}
        </Text>
        {acknowledgement === undefined ? null : (
          <Checkbox
            label={acknowledgement}
            checked={isAcknowledged}
            onChange={(event) => setAcknowledged(event.currentTarget.checked)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus onClick={() => onAnswer(false)}>
            {keep}
          </Button>
          <Button
            {...(isHarmless ? {} : { color: 'red' })}
            disabled={acknowledgement !== undefined && !isAcknowledged}
            onClick={() => onAnswer(true)}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
