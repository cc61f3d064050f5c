import { Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { CheckIcon, KeyIcon } from '../../../components/icons.js';
import { Instant } from '../../../components/instant.js';
import { connectTexts } from '../../../texts/connect.js';
import type { Draft } from '../connect-queries.js';
import classes from './issued-view.module.css';

const texts = connectTexts.proof;

interface IssuedViewProps {
  readonly issued: Draft['issued'];
  readonly label: string;
  /** Of a draft of a live token, whose own one stays as long as its values do. */
  readonly isLive: boolean;
}

/** The field that the vendor fills in: whether it is there, and how long it lives. Its value is never shown. */
export function IssuedView({ issued, label, isLive }: IssuedViewProps) {
  return (
    <Group role="group" aria-label={label} className={classes.box} data-filled={issued !== undefined} wrap="nowrap">
      <ThemeIcon variant="light" color={issued ? 'cabinet' : 'gray'} radius="xl" size={34}>
        {issued ? <CheckIcon /> : <KeyIcon />}
      </ThemeIcon>
      <Stack gap={0} miw={0}>
        <Text size="sm" fw={550}>
          {label}
        </Text>
        {issued ? (
          <Facts issued={issued} />
        ) : (
          <Text size="sm" c="dimmed">
            {isLive ? texts.keptLive : texts.notIssued}
          </Text>
        )}
      </Stack>
    </Group>
  );
}

function Facts({ issued }: { readonly issued: NonNullable<Draft['issued']> }) {
  return (
    <Text size="sm" c="dimmed" component="div" style={{ overflowWrap: 'anywhere' }}>
      {texts.issued} <Instant at={issued.issuedAt} />
      {issued.expiresAt === undefined ? null : (
        <>
          {' · '}
          {texts.expires} <Instant at={issued.expiresAt} /> {issued.expiryAssumed ? texts.expiryAssumed : null}
        </>
      )}
      {' · '}
      {texts.refresh}: {issued.hasRefreshToken ? texts.refreshThere : texts.refreshMissing}
      {issued.scope === undefined ? null : (
        <div>
          {texts.scopeGranted}: {issued.scope}
        </div>
      )}
    </Text>
  );
}
