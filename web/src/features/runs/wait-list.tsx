import { Alert, Code, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { WarningIcon } from '../../components/icons.js';
import { Instant } from '../../components/instant.js';
import { ButtonLink } from '../../components/links.js';
import { Told } from '../../components/told.js';
import { runTexts } from '../../texts/runs.js';
import { DecisionButtons } from './decision-buttons.js';
import { type Run, tokenNamedQuery, type Wait } from './run-queries.js';
import { waitText } from './run-table.js';

const { waits: texts } = runTexts;

/** Each thing that the run waits for, with what mends it. */
export function WaitList({ run }: { readonly run: Run }) {
  return (
    <Stack component="section" aria-label={texts.title} gap="sm">
      {run.waits.map((wait) => (
        <WaitNotice key={wait.step} run={run} wait={wait} />
      ))}
    </Stack>
  );
}

function WaitNotice({ run, wait }: { readonly run: Run; readonly wait: Wait }) {
  const { kind, step, token, message, since, until, deadline, escalatedAt } = wait;
  const needsPerson = token !== undefined || kind === 'unknown-outcome';
  return (
    <Alert
      variant="light"
      color={needsPerson ? 'yellow' : 'gray'}
      icon={needsPerson ? <WarningIcon /> : undefined}
      title={waitText(wait)}
    >
      <Stack gap={6} align="flex-start">
        {message === undefined ? null : (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <Told text={message} />
          </Text>
        )}
        <Text size="sm">
          {texts.step} <Code>{step}</Code>. {texts.since} <Instant at={since} />
          {until === undefined ? null : (
            <>
              , {texts.until} <Instant at={until} />
            </>
          )}
          .
        </Text>
        {deadline === undefined ? null : (
          <Text size="sm" fw={escalatedAt === undefined ? 400 : 600}>
            {escalatedAt === undefined ? texts.deadline : texts.escalated} <Instant at={escalatedAt ?? deadline} />.
          </Text>
        )}
        {token === undefined ? null : <MendToken appId={run.appId} name={token} />}
        {kind === 'unknown-outcome' ? <DecisionButtons run={run} step={step} /> : null}
      </Stack>
    </Alert>
  );
}

/** The way to the token, or to the gallery when there is none of that name. */
function MendToken({ appId, name }: { readonly appId: string; readonly name: string }) {
  const { data } = useQuery(tokenNamedQuery(appId, name));
  if (!data) return null;
  const { found } = data;
  return (
    <>
      <Text size="sm">{texts.resumesItself}</Text>
      {found ? (
        <TokenLink appId={appId} tokenId={found.id} isGlobal={found.scope === 'global'} />
      ) : (
        <ButtonLink size="xs" to="/apps/$appId/tokens/new" params={{ appId }} search={{ name }}>
          {texts.create}
        </ButtonLink>
      )}
    </>
  );
}

interface TokenLinkProps {
  readonly appId: string;
  readonly tokenId: string;
  readonly isGlobal: boolean;
}

function TokenLink({ appId, tokenId, isGlobal }: TokenLinkProps) {
  return isGlobal ? (
    <ButtonLink size="xs" to="/manage/tokens">
      {texts.mend}
    </ButtonLink>
  ) : (
    <ButtonLink size="xs" to="/apps/$appId/tokens/$tokenId" params={{ appId, tokenId }}>
      {texts.mend}
    </ButtonLink>
  );
}
