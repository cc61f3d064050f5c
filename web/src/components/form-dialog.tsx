import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEventHandler, ReactNode } from 'react';
import { componentTexts } from '../texts/components.js';
import { ProblemNotice } from './problem-notice.js';

interface FormDialogProps {
  readonly title: string;
  readonly isOpen?: boolean;
  readonly onClose: () => void;
  /** What the button that sends it is called. */
  readonly submit: string;
  readonly onSubmit: FormEventHandler<HTMLFormElement>;
  readonly isBusy: boolean;
  readonly isIncomplete?: boolean;
  /** Why the server refused it, where that is no field's fault. */
  readonly error?: unknown;
  /** What the other button is called, where it does more than to close. */
  readonly cancel?: string;
  readonly onCancel?: () => void;
  /** The fields; the first one has `data-autofocus`. */
  readonly children: ReactNode;
}

/** A form in a dialog: its fields, what was refused, and two buttons. A click beside it does not lose what was typed. */
export function FormDialog(props: FormDialogProps) {
  const { title, isOpen = true, onClose, submit, onSubmit, isBusy, isIncomplete = false, error, children } = props;
  const { cancel = componentTexts.cancel, onCancel = onClose } = props;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      closeOnClickOutside={false}
      title={title}
      closeButtonProps={{ 'aria-label': componentTexts.close }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          {children}
          {error ? <ProblemNotice error={error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onCancel}>
              {cancel}
            </Button>
            <Button type="submit" disabled={isIncomplete} loading={isBusy}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
