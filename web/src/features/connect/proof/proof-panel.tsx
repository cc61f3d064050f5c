import { Divider, Group, Stack, Text } from '@mantine/core';
import { Panel } from '../../../components/panel.js';
import { ProblemNotice } from '../../../components/problem-notice.js';
import { connectTexts } from '../../../texts/connect.js';
import type { Draft, Method } from '../connect-queries.js';
import type { DraftFormHandle } from '../form/use-draft-form.js';
import { ConsentNotice } from './consent-notice.js';
import { FailureNotice } from './failure-notice.js';
import { IssuedView } from './issued-view.js';
import { ProofButtons } from './proof-buttons.js';
import { ProvedLine } from './proved-line.js';
import type { Consent } from './use-consent.js';
import { useProofs } from './use-proofs.js';

const texts = connectTexts.proof;

interface ProofPanelProps {
  readonly draft: Draft;
  readonly method: Method;
  readonly handle: DraftFormHandle;
  readonly consent: Consent;
  /** Marks what is missing. False when something is. */
  readonly check: () => boolean;
}

/** Get OAuth 2.0 Access Token and Test Connection, and what came of them. */
export function ProofPanel({ draft, method, handle, consent, check }: ProofPanelProps) {
  const proofs = useProofs(draft, method, { flush: handle.flush, consent, check });
  const issues = method.issuance !== 'none';
  const isLive = draft.tokenId !== undefined;
  const isWaiting = consent.state.kind === 'waiting';
  return (
    <Panel title={texts.title}>
      <Stack gap="md">
        {issues ? <IssuedView issued={draft.issued} label={texts.issuedTitle} isLive={isLive} /> : null}
        <Group gap="xs">
          <ProofButtons draft={draft} method={method} proofs={proofs} isWaiting={isWaiting} />
          {issues && !draft.issued && !isWaiting ? (
            <Text size="xs" c="dimmed">
              {isLive ? texts.keptLiveText : texts.needToken}
            </Text>
          ) : null}
        </Group>
        <div aria-live="polite">
          <Stack gap="sm">
            <ConsentNotice draft={draft} consent={consent} onBegin={proofs.begin} />
            <Trouble draft={draft} error={proofs.error} />
          </Stack>
        </div>
        <Divider />
        <ProvedLine draft={draft} />
      </Stack>
    </Panel>
  );
}

/** What the vendor said is kept with the draft; what came between is only here. */
function Trouble({ draft: { state }, error }: { readonly draft: Draft; readonly error: unknown }) {
  if (state.name === 'failed' && state.reason) return <FailureNotice reason={state.reason} since={state.since} />;
  return error ? <ProblemNotice error={error} /> : null;
}
