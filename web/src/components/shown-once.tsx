import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { componentTexts } from '../texts/components.js';
import { CopyField } from './copy-field.js';

interface ShownOnceProps {
  readonly title: string;
  readonly about: string;
  readonly label: string;
  readonly value: string;
  /** Until when it is good for something. */
  readonly note?: ReactNode;
  readonly done: string;
  readonly onClose: () => void;
}

/** Shows a secret, once. A click beside it does not lose it. */
export function ShownOnce({ title, about, label, value, note, done, onClose }: ShownOnceProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={title}
      closeButtonProps={{ 'aria-label': componentTexts.close }}
    >
      <Stack>
        <Text size="sm">{about}</Text>
        <CopyField label={label} value={value} />
        {note === undefined ? null : (
          <Text size="sm" c="dimmed">
            {note}
          </Text>
        )}
        <Group justify="flex-end">
          <Button onClick={onClose}>{done}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
