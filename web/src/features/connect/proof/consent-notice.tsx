import { Alert, Anchor, Button, Group, Loader, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { connectTexts } from '../../../texts/connect.js';
import type { Draft } from '../connect-queries.js';
import type { Consent } from './use-consent.js';

const { proof, troubles } = connectTexts;

interface ConsentNoticeProps {
  readonly draft: Draft;
  readonly consent: Consent;
  readonly onBegin: () => void;
}

/** How the walk to the vendor stands: waiting, or ended on the way, each with the next step. */
export function ConsentNotice({ draft, consent, onBegin }: ConsentNoticeProps) {
  const { state } = consent;
  const again = (
    <Button size="xs" variant="default" onClick={onBegin}>
      {proof.again}
    </Button>
  );
  switch (state.kind) {
    case 'waiting':
      return (
        <Notice title={proof.waiting} text={proof.waitingText} isWaiting>
          <Button size="xs" variant="default" onClick={consent.showWindow}>
            {proof.showWindow}
          </Button>
          <Button size="xs" variant="subtle" onClick={consent.stop}>
            {proof.cancelWait}
          </Button>
        </Notice>
      );
    case 'blocked':
      return (
        <Notice title={troubles.blocked} text={troubles.blockedText}>
          <Anchor href={state.url} target="_blank" rel="opener" size="sm" fw={550}>
            {troubles.openPage}
          </Anchor>
        </Notice>
      );
    case 'closed':
      return (
        <Notice title={troubles.closed} text={troubles.closedText}>
          {again}
        </Notice>
      );
    case 'timeout':
      return (
        <Notice title={troubles.timeout} text={troubles.timeoutText}>
          {again}
        </Notice>
      );
    default:
      if (draft.state.name !== 'awaiting-consent') return null;
      return (
        <Notice title={troubles.elsewhere} text={troubles.elsewhereText}>
          {again}
        </Notice>
      );
  }
}

interface NoticeProps {
  readonly title: string;
  readonly text: string;
  readonly isWaiting?: boolean;
  readonly children: ReactNode;
}

function Notice({ title, text, isWaiting = false, children }: NoticeProps) {
  return (
    <Alert
      variant="light"
      color={isWaiting ? 'cabinet' : 'yellow'}
      title={title}
      icon={isWaiting ? <Loader size={18} aria-hidden /> : undefined}
    >
      <Text size="sm">{text}</Text>
      <Group gap="xs" mt="sm">
        {children}
      </Group>
    </Alert>
  );
}
