import { Group, Text } from '@mantine/core';
import { CheckIcon } from '../../../components/icons.js';
import { Instant } from '../../../components/instant.js';
import { connectTexts } from '../../../texts/connect.js';
import type { Draft } from '../connect-queries.js';

const texts = connectTexts.proof;

/** Which account of the vendor answered, and when. */
export function ProvedLine({ draft }: { readonly draft: Draft }) {
  if (draft.provedAt === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {draft.tokenId === undefined ? texts.notProved : texts.nothingTried}
      </Text>
    );
  }
  return (
    <Group gap={6} wrap="nowrap" c="var(--mantine-color-text)" role="status">
      <Text span c="var(--mantine-primary-color-filled)" lh={1}>
        <CheckIcon />
      </Text>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {draft.account === undefined ? texts.answeredNameless : texts.answered(draft.account)}{' '}
        <Text span c="dimmed">
          <Instant at={draft.provedAt} />
        </Text>
      </Text>
    </Group>
  );
}
