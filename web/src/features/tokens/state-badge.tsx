import { Badge, Group, Text, Tooltip } from '@mantine/core';
import { Instant } from '../../components/instant.js';
import { tokenTexts } from '../../texts/tokens.js';
import classes from './state-badge.module.css';
import type { AccessToken } from './token-queries.js';

type State = AccessToken['state'];

/** How a token stands: the state in a word, and on hover why. A colour never says it alone. */
export function StateBadge({ state }: { readonly state: State }) {
  const isTroubled = state.name === 'connected' && state.reason !== undefined;
  const label = tokenTexts.states[state.name] ?? state.name;
  const badge = (
    <Badge
      variant="light"
      tt="none"
      fw={600}
      className={classes.badge}
      data-tone={isTroubled ? 'warning' : (TONES[state.name] ?? 'quiet')}
      tabIndex={state.reason ? 0 : undefined}
      leftSection={<span className={classes.dot} />}
    >
      {label}
    </Badge>
  );
  if (!state.reason) return badge;
  return (
    <Tooltip label={isTroubled ? `${tokenTexts.renewalFails}: ${state.reason.message}` : state.reason.message}>
      {badge}
    </Tooltip>
  );
}

/** With since when, in one line. */
export function StateLine({ state }: { readonly state: State }) {
  return (
    <Group gap={8} wrap="nowrap">
      <StateBadge state={state} />
      <Text size="xs" c="dimmed" component="span">
        <Instant at={state.since} />
      </Text>
    </Group>
  );
}

const TONES: Readonly<Record<string, 'well' | 'busy' | 'broken' | 'warning' | 'quiet'>> = {
  connected: 'well',
  renewing: 'busy',
  'needs-reconnect': 'broken',
  'needs-configuration': 'broken',
  'in-doubt': 'warning',
  unreachable: 'warning',
  disabled: 'quiet',
};
