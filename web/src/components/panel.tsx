import { Group, Paper, type PaperProps, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface PanelProps extends PaperProps {
  readonly title?: string;
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A surface with a heading: what belongs together on a page. */
export function Panel({ title, about, actions, children, ...paper }: PanelProps) {
  const id = useId();
  return (
    <Paper
      component="section"
      {...(title === undefined ? {} : { 'aria-labelledby': id })}
      withBorder
      p="lg"
      radius="lg"
      bg="var(--surface)"
      {...paper}
    >
      {title === undefined ? null : (
        <Group justify="space-between" mb={about === undefined ? 'md' : 4} gap="xs">
          <Title order={2} size="h3" id={id}>
            {title}
          </Title>
          {actions}
        </Group>
      )}
      {about === undefined ? null : (
        <Text size="sm" c="dimmed" mb="md">
          {about}
        </Text>
      )}
      {children}
    </Paper>
  );
}
