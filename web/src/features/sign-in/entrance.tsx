import { Box, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { frameTexts } from '../../texts/frame.js';
import classes from './entrance.module.css';

interface EntranceProps {
  readonly title: string;
  readonly about?: string;
  /** Stands under the card. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** A page before the sign-in: one card under the sign of the house. */
export function Entrance({ title, about, foot, children }: EntranceProps) {
  useEffect(() => {
    document.title = `${title} · ${frameTexts.product}`;
  }, [title]);
  return (
    <Box component="main" className={classes.place}>
      <Stack className={classes.card} gap="lg">
        <div className={classes.brand}>
          <img src="/icon.svg" width={30} height={30} alt="" />
          <Text fw={650} size="xl" lts="-0.01em">
            {frameTexts.product}
          </Text>
        </div>
        <Paper withBorder radius="lg" p={{ base: 'lg', xs: 'xl' }} bg="var(--surface)">
          <Title order={1} size="h2">
            {title}
          </Title>
          {about === undefined ? null : (
            <Text size="sm" c="dimmed" mt={4} style={{ overflowWrap: 'anywhere' }}>
              {about}
            </Text>
          )}
          <Box mt="lg">{children}</Box>
        </Paper>
        {foot}
      </Stack>
    </Box>
  );
}
