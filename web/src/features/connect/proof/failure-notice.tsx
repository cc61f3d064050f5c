import { Alert, Text } from '@mantine/core';
import { Instant } from '../../../components/instant.js';
import { Told } from '../../../components/told.js';
import { connectTexts } from '../../../texts/connect.js';
import type { Draft } from '../connect-queries.js';

const texts = connectTexts.troubles;

interface FailureNoticeProps {
  readonly reason: NonNullable<Draft['state']['reason']>;
  readonly since: string;
}

/** Why the vendor did not take the values, and what to do next; it is kept with the draft. */
export function FailureNotice({ reason, since }: FailureNoticeProps) {
  return (
    <Alert role="alert" variant="light" color={reason.remedy === 'wait' ? 'yellow' : 'red'} title={texts.failed}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <Told text={reason.message} />
      </Text>
      <Text size="sm" mt={6}>
        {texts.next[reason.remedy]}{' '}
        <Text span size="xs" c="dimmed">
          <Instant at={since} />
        </Text>
      </Text>
    </Alert>
  );
}
