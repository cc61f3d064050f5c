import { Button, Code, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRight } from '../../api/session.js';
import { Instant } from '../../components/instant.js';
import { Panel } from '../../components/panel.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { processTexts } from '../../texts/processes.js';
import { type Process, type Schedule, turnSchedule } from './process-queries.js';

const { schedule: texts } = processTexts;

interface ProcessScheduleProps {
  readonly process: Process;
  readonly etag: string;
}

/** What starts runs of the process by itself, when the next one begins, and a way to pause that. */
export function ProcessSchedule({ process: { id: processId, appId, schedule }, etag }: ProcessScheduleProps) {
  const client = useQueryClient();
  const mayPause = useRight('manage-app', appId);
  const turning = useMutation({
    mutationFn: (enabled: boolean) => turnSchedule({ path: { appId, processId }, etag, enabled }),
    onSettled: () => client.invalidateQueries({ queryKey: ['process', processId] }),
  });
  if (schedule === undefined) return null;
  const { enabled, skipped, lastSkippedAt } = schedule;
  const button = mayPause ? (
    <Button variant="default" size="xs" loading={turning.isPending} onClick={() => turning.mutate(!enabled)}>
      {enabled ? texts.pause : texts.resume}
    </Button>
  ) : null;
  return (
    <Panel title={texts.title} actions={button}>
      {turning.error ? <ProblemNotice error={turning.error} onDismiss={turning.reset} /> : null}
      <Group gap="md">
        <Text size="sm">
          {texts.kind[schedule.kind]} <Said schedule={schedule} />
        </Text>
        <Text size="sm" fw={enabled ? undefined : 600}>
          {enabled ? <NextTime schedule={schedule} /> : texts.paused}
        </Text>
        {skipped > 0 ? (
          <Text size="sm" c="dimmed">
            {texts.skipped(skipped)} <Instant at={lastSkippedAt} />
          </Text>
        ) : null}
      </Group>
    </Panel>
  );
}

function NextTime({ schedule: { kind, nextAt } }: { readonly schedule: Schedule }) {
  if (nextAt === undefined) return kind === 'on' ? texts.listening : texts.waiting;
  return (
    <>
      {texts.next} <Instant at={nextAt} as="date" />
    </>
  );
}

/** A duration in the reader's words; else what the definition says. */
function Said({ schedule: { kind, definition } }: { readonly schedule: Schedule }) {
  const value = definition[kind];
  if (typeof value === 'string') return <Code>{value}</Code>;
  return kind === 'on' ? <Code>{JSON.stringify(value)}</Code> : durationInWords(value as Record<string, number>);
}

function durationInWords(duration: Readonly<Record<string, number>>): string {
  const parts = UNITS.flatMap((unit) => {
    const count = duration[`${unit}s`];
    return count ? [new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'long' }).format(count)] : [];
  });
  return new Intl.ListFormat(undefined, { type: 'unit' }).format(parts);
}

const UNITS = ['day', 'hour', 'minute', 'second', 'millisecond'] as const;
