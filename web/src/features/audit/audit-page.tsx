import { Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { EmptyPlace } from '../../components/empty-place.js';
import { TextLink } from '../../components/links.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { auditTexts as texts } from '../../texts/audit.js';
import { auditQuery, verifyChain } from './audit-queries.js';
import { AuditTable } from './audit-table.js';
import { ChainCheck } from './chain-check.js';

/** Manage Center: who did what, and whether all of it is still there. */
export function AuditPage() {
  const { subject } = useSearch({ from: '/house/manage/audit' });
  const query = useInfiniteQuery(auditQuery(subject));
  const { data: events, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const check = useMutation({ mutationFn: verifyChain });
  const checkButton = (
    <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
      {texts.check.button}
    </Button>
  );
  return (
    <Page title={texts.title} about={texts.about} actions={checkButton}>
      {check.error ? <ProblemNotice error={check.error} onDismiss={check.reset} /> : null}
      {check.data ? <ChainCheck verification={check.data} /> : null}
      {subject === undefined ? null : <OnlySubject />}
      {error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {events?.length === 0 ? <NoEvents isOfSubject={subject !== undefined} /> : null}
      {error || events?.length === 0 ? null : <AuditTable events={events} />}
      {hasNextPage ? (
        <Button variant="default" mx="auto" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      ) : null}
    </Page>
  );
}

function OnlySubject() {
  return (
    <Group gap="xs">
      <Text size="sm">{texts.onlySubject}</Text>
      <TextLink to="/manage/audit" size="sm">
        {texts.showAll}
      </TextLink>
    </Group>
  );
}

function NoEvents({ isOfSubject }: { readonly isOfSubject: boolean }) {
  return (
    <Panel>
      <EmptyPlace
        title={isOfSubject ? texts.noneOfSubject : texts.empty}
        text={isOfSubject ? texts.noneOfSubjectText : texts.emptyText}
      />
    </Panel>
  );
}
