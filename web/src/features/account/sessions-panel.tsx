import { Badge, Box, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Instant } from '../../components/instant.js';
import { useMessages } from '../../components/messages.js';
import { Panel } from '../../components/panel.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { accountTexts } from '../../texts/account.js';
import classes from './account.module.css';
import { type OwnSession, ownSessionsQuery, sessionDoors } from './account-queries.js';
import { browserName } from './browser-name.js';

const { sessions: texts } = accountTexts;

/** The browsers in which the reader is signed in, each with its end. */
export function SessionsPanel() {
  const client = useQueryClient();
  const { tell, tellProblem } = useMessages();
  const { data: sessions, error, refetch } = useQuery(ownSessionsQuery);
  const ending = useMutation({
    mutationFn: (sessionId: string | undefined) =>
      sessionId === undefined ? sessionDoors.endOthers() : sessionDoors.end(sessionId),
    onSuccess: (_ended, sessionId) => tell(sessionId === undefined ? texts.othersEnded : texts.ended),
    onError: tellProblem,
    onSettled: () => client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  });
  const endOthers = (
    <Button size="xs" variant="default" loading={ending.isPending} onClick={() => ending.mutate(undefined)}>
      {texts.endOthers}
    </Button>
  );
  return (
    <Panel title={texts.title} about={texts.about} actions={sessions && sessions.length > 1 ? endOthers : null}>
      {error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      <Stack component="ul" gap={0} className={classes.list}>
        {sessions ? (
          sessions.map((session) => (
            <SessionLine key={session.id} session={session} onEnd={() => ending.mutate(session.id)} />
          ))
        ) : (
          <Skeleton component="li" h={44} />
        )}
      </Stack>
    </Panel>
  );
}

function SessionLine({ session, onEnd }: { readonly session: OwnSession; readonly onEnd: () => void }) {
  const { agent = '', address, isCurrent, seenAt, createdAt } = session;
  const browser = browserName(agent) ?? texts.unknownBrowser;
  return (
    <li className={classes.line}>
      <Box miw={0}>
        <Group gap={8}>
          <Text size="sm" fw={600}>
            {browser}
          </Text>
          {isCurrent ? <Badge variant="light">{texts.current}</Badge> : null}
        </Group>
        <Text size="xs" c="dimmed">
          {texts.seen} <Instant at={seenAt} />, {texts.began} <Instant at={createdAt} as="date" />{' '}
          {address === undefined ? null : texts.from(address)}
        </Text>
      </Box>
      {isCurrent ? null : (
        <Button size="xs" variant="default" aria-label={texts.endOf(browser)} onClick={onEnd}>
          {texts.end}
        </Button>
      )}
    </li>
  );
}
