import { Group, Text } from '@mantine/core';
import { AreaLink } from '../../components/links.js';
import { frameTexts } from '../../texts/frame.js';

/** The sign over the door. */
export function Brand() {
  return (
    <AreaLink to="/" aria-label={frameTexts.product}>
      <Group gap={10} wrap="nowrap">
        <img src="/icon.svg" width={28} height={28} alt="" />
        <Text fw={650} size="lg" lts="-0.01em" visibleFrom="xs">
          {frameTexts.product}
        </Text>
      </Group>
    </AreaLink>
  );
}
