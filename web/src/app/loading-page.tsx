import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { frameTexts } from '../texts/frame.js';

/** The shape of a page while it comes. */
export function LoadingPage() {
  return (
    <Stack gap="lg" aria-busy>
      <VisuallyHidden>{frameTexts.loading}</VisuallyHidden>
      <Skeleton h={32} w="16rem" maw="80%" />
      <Skeleton h={320} radius="lg" />
    </Stack>
  );
}
