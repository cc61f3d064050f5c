import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { frameTexts } from '../texts/frame.js';

interface PageProps {
  readonly title: string;
  /** One sentence under the title. */
  readonly about?: ReactNode;
  /** Stands before the title, such as the mark of a connector. */
  readonly mark?: ReactNode;
  /** The buttons of the page, the most important one last. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Every page: its title, what it is for, its buttons, and its content. */
export function Page({ title, about, mark, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · ${frameTexts.product}`;
  }, [title]);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end" gap="md">
        <Group gap="md" wrap="nowrap" miw={0} flex="1 1 24rem" align="center">
          {mark}
          <Box miw={0}>
            <Title order={1} style={{ overflowWrap: 'anywhere', textWrap: 'balance' }}>
              {title}
            </Title>
            {about === undefined ? null : (
              <Text component="div" c="dimmed" size="sm" mt={4} maw="44rem">
                {about}
              </Text>
            )}
          </Box>
        </Group>
        {actions === undefined ? null : <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
