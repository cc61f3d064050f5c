import { Alert, Stack, Text, Title } from '@mantine/core';
import { WarningIcon } from '../../components/icons.js';
import { Instant } from '../../components/instant.js';
import { Told } from '../../components/told.js';
import { connectTexts } from '../../texts/connect.js';
import type { Draft } from './connect-queries.js';

const texts = connectTexts.warnings;

/** What to know before Done. Nothing when there is nothing to know. */
export function WarningList({ warnings }: { readonly warnings: Draft['warnings'] }) {
  if (warnings.length === 0) return null;
  return (
    <Stack component="section" gap="xs" aria-label={texts.title}>
      <Title order={2} size="h3">
        {texts.title}
      </Title>
      {warnings.map(({ code, message, at }) => (
        <Alert key={code} color="yellow" variant="light" icon={<WarningIcon />} title={texts.headings[code] ?? code}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <Told text={message} />{' '}
            {at === undefined ? null : (
              <Text span c="dimmed">
                <Instant at={at} />
              </Text>
            )}
          </Text>
        </Alert>
      ))}
    </Stack>
  );
}
