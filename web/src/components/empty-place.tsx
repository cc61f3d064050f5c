import { Center, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyPlaceProps {
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
  /** It is all there is: its title is the title of the page. */
  readonly isPage?: boolean;
}

/** Where nothing is yet: what would be here, and how it comes. */
export function EmptyPlace({ title, text, action, isPage = false }: EmptyPlaceProps) {
  return (
    <Center py={64} px="md">
      <Stack align="center" gap="xs" maw="28rem">
        <Title order={isPage ? 1 : 2} size="h3" ta="center">
          {title}
        </Title>
        <Text c="dimmed" size="sm" ta="center" mb="xs">
          {text}
        </Text>
        {action}
      </Stack>
    </Center>
  );
}
