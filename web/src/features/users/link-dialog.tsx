import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { CopyField } from '../../components/copy-field.js';
import { Instant } from '../../components/instant.js';
import { componentTexts } from '../../texts/components.js';
import { usersTexts } from '../../texts/users.js';
import type { MadeLink } from './user-queries.js';

const { link: texts } = usersTexts;

export interface ShownLink {
  readonly name: string;
  readonly link: MadeLink;
}

/** Shows a one-time link, once. A click beside it does not lose it. */
export function LinkDialog({ name, link, onClose }: ShownLink & { readonly onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={texts.title(name)}
      closeButtonProps={{ 'aria-label': componentTexts.close }}
    >
      <Stack>
        <Text size="sm">{texts.about}</Text>
        <CopyField label={texts.label} value={link.url} />
        <Text size="sm" c="dimmed">
          {texts.until} <Instant at={link.expiresAt} as="date" />.
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>{texts.done}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
