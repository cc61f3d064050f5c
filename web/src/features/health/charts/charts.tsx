import '@mantine/charts/styles.layer.css';
import { Group, SegmentedControl, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Panel } from '../../../components/panel.js';
import { ProblemNotice } from '../../../components/problem-notice.js';
import { healthTexts } from '../../../texts/health.js';
import { type Figures, figuresQuery, SPANS, type Span } from '../health-queries.js';
import { FigureChart } from './figure-chart.js';

const { charts: texts } = healthTexts;
const SPAN_NAMES = Object.keys(SPANS) as Span[];

/** Resolutions, renewals, and failed ones by cause, as bars over time. */
export function Charts() {
  const [span, setSpan] = useState<Span>('day');
  const { data: figures, error, refetch } = useQuery(figuresQuery(span));
  return (
    <Stack component="section" aria-label={texts.title}>
      <Group justify="space-between">
        <Title order={2}>{texts.title}</Title>
        <SegmentedControl
          aria-label={texts.span}
          transitionDuration={0}
          size="sm"
          value={span}
          onChange={(value) => setSpan(value as Span)}
          data={SPAN_NAMES.map((name) => ({ value: name, label: texts.spans[name] }))}
        />
      </Group>
      {error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {figures ? <ChartGrid figures={figures} /> : <WaitingCharts />}
    </Stack>
  );
}

function ChartGrid({ figures }: { readonly figures: Figures }) {
  const { resolutions, renewals, failures } = figures;
  if (resolutions.length + renewals.length + failures.length === 0) {
    return (
      <Panel>
        <Text size="sm" c="dimmed">
          {texts.nothingAtAll}
        </Text>
      </Panel>
    );
  }
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <FigureChart title={texts.resolutions} about={texts.resolutionsAbout} figures={figures} series={resolutions} />
      <FigureChart title={texts.renewals} about={texts.renewalsAbout} figures={figures} series={renewals} />
      <FigureChart title={texts.failures} about={texts.failuresAbout} figures={figures} series={failures} />
    </SimpleGrid>
  );
}

function WaitingCharts() {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Skeleton h={300} radius="lg" />
      <Skeleton h={300} radius="lg" />
    </SimpleGrid>
  );
}
