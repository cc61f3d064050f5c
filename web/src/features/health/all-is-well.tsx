import { Group, Text, ThemeIcon, Title } from '@mantine/core';
import { CheckIcon } from '../../components/icons.js';
import { Panel } from '../../components/panel.js';
import { healthTexts } from '../../texts/health.js';

const { well: texts } = healthTexts;

/** Nobody has to do anything. */
export function AllIsWell() {
  return (
    <Panel>
      <Group wrap="nowrap" gap="md">
        <ThemeIcon variant="light" size={44} radius="xl">
          <CheckIcon size={22} />
        </ThemeIcon>
        <div>
          <Title order={2} size="h3">
            {texts.title}
          </Title>
          <Text size="sm" c="dimmed">
            {texts.text}
          </Text>
        </div>
      </Group>
    </Panel>
  );
}
