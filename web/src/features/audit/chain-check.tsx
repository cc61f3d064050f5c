import { Alert, Stack, Text } from '@mantine/core';
import { CopyField } from '../../components/copy-field.js';
import { auditTexts } from '../../texts/audit.js';
import type { Verification } from './audit-queries.js';

const { check: texts } = auditTexts;

/** What a check of the whole chain found. */
export function ChainCheck({ verification }: { readonly verification: Verification }) {
  const { holds, events, hash, fault } = verification;
  return (
    <Alert role="status" variant="light" color={holds ? 'cabinet' : 'red'} title={holds ? texts.holds : texts.broken}>
      <Stack gap="sm">
        <Text size="sm">
          {holds ? texts.holdsText(events) : texts.brokenText(fault?.position ?? events + 1, events)}
        </Text>
        {holds ? <CopyField label={texts.hash} value={hash} /> : null}
      </Stack>
    </Alert>
  );
}
