import { Skeleton, Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useSession } from '../../api/session.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { healthTexts as texts } from '../../texts/health.js';
import { AlertsPanel } from './alerts-panel.js';
import { AllIsWell } from './all-is-well.js';
import { alertsQuery, needsQuery } from './health-queries.js';
import { NeedsPanel } from './needs-panel.js';

/** The charts and the library that draws them come after what a person may have to do. */
const Charts = lazy(async () => ({ default: (await import('./charts/charts.js')).Charts }));

/** Empty when all is well; else what needs somebody, why, by when, and the button that mends it. */
export function HealthPage() {
  const { rights } = useSession();
  return (
    <Page title={texts.title} about={texts.about}>
      <Troubles />
      {rights.length === 0 ? null : (
        <Suspense fallback={<Skeleton h={420} radius="lg" />}>
          <Charts />
        </Suspense>
      )}
    </Page>
  );
}

function Troubles() {
  const needs = useInfiniteQuery(needsQuery);
  const alerts = useQuery(alertsQuery);
  const error = needs.error ?? alerts.error;
  if (error)
    return <ProblemNotice error={error} onRetry={() => void Promise.all([needs.refetch(), alerts.refetch()])} />;
  if (!needs.data || !alerts.data) return <Waiting />;
  // A grant is the trouble of one token, which stands in the list above already.
  const widespread = alerts.data.filter(({ cause }) => cause !== 'grant');
  if (needs.data.length === 0 && widespread.length === 0) return <AllIsWell />;
  return (
    <Stack gap="lg">
      {needs.data.length === 0 ? null : (
        <NeedsPanel
          needs={needs.data}
          isMore={needs.hasNextPage}
          isWaiting={needs.isFetchingNextPage}
          onMore={() => void needs.fetchNextPage()}
        />
      )}
      {widespread.length === 0 ? null : <AlertsPanel alerts={widespread} />}
    </Stack>
  );
}

function Waiting() {
  return (
    <Panel aria-hidden>
      <Skeleton h={18} w="30%" mb="lg" />
      {['first', 'second'].map((key) => (
        <Skeleton key={key} h={44} mt="md" />
      ))}
    </Panel>
  );
}
