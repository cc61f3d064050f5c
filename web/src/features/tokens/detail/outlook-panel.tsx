import { Stack, Text } from '@mantine/core';
import { Instant } from '../../../components/instant.js';
import { Panel } from '../../../components/panel.js';
import { Told } from '../../../components/told.js';
import { tokenTexts } from '../../../texts/tokens.js';
import type { AccessToken } from '../token-queries.js';
import classes from './outlook-panel.module.css';

const texts = tokenTexts.page;

/** What will need a person, and when. */
export function OutlookPanel({ token: { forecast, sharedGrants } }: { readonly token: AccessToken }) {
  return (
    <Panel title={texts.ahead}>
      <Stack gap="md">
        {forecast.length === 0 ? (
          <Text size="sm" c="dimmed">
            {texts.nothingAhead}
          </Text>
        ) : null}
        {forecast.map(({ kind, at, message }) => (
          <div key={kind} className={classes.entry}>
            <Text size="sm" fw={600}>
              <Instant at={at} />
            </Text>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              <Told text={message} />
            </Text>
          </div>
        ))}
        {sharedGrants ? (
          <Text size="sm">
            <Told text={sharedGrants.message} />
          </Text>
        ) : null}
      </Stack>
    </Panel>
  );
}
