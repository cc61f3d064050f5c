import { Box, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { WarningIcon } from '../../components/icons.js';
import { Instant } from '../../components/instant.js';
import { Panel } from '../../components/panel.js';
import { Told } from '../../components/told.js';
import { healthTexts } from '../../texts/health.js';
import classes from './health.module.css';
import type { Alert } from './health-queries.js';

const { alerts: texts } = healthTexts;
const CAUSES: Readonly<Record<string, string>> = texts.causes;
const OF_TOKEN: Readonly<Record<string, string>> = texts.ofToken;

/** What fails for many access tokens at once: a vendor that is away, or one wrong secret. */
export function AlertsPanel({ alerts }: { readonly alerts: readonly Alert[] }) {
  return (
    <Panel title={texts.title} about={texts.about}>
      <Stack component="ul" gap={0} className={classes.list}>
        {alerts.map(({ id, cause, subject, message, tokens, since, lastSeenAt }) => (
          <li key={id} className={classes.line}>
            <ThemeIcon variant="light" color="yellow" size={36} radius="md">
              <WarningIcon />
            </ThemeIcon>
            <Box className={classes.words}>
              <Group gap={8}>
                <Text fw={600} size="sm" className={classes.message}>
                  {OF_TOKEN[cause] ?? `${CAUSES[cause] ?? cause} ${subject}`}
                </Text>
                <Text size="xs" c="dimmed">
                  {texts.affects(tokens)}, {texts.since} <Instant at={since} />, {texts.lastSeen}{' '}
                  <Instant at={lastSeenAt} />
                </Text>
              </Group>
              <Text size="sm" c="dimmed" className={classes.message}>
                <Told text={message} />
              </Text>
            </Box>
          </li>
        ))}
      </Stack>
    </Panel>
  );
}
