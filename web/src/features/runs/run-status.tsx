import { Badge } from '@mantine/core';
import { runTexts } from '../../texts/runs.js';
import type { RunStatus } from './run-queries.js';

/** Green is well, yellow waits for somebody, red has failed; grey needs nothing. The word says it too. */
const COLOURS: Readonly<Record<RunStatus, string>> = {
  running: 'blue',
  waiting: 'gray',
  parked: 'yellow',
  'unknown-outcome': 'yellow',
  suspended: 'gray',
  completed: 'cabinet',
  faulted: 'red',
  cancelled: 'gray',
};

export function RunStatusBadge({ status }: { readonly status: RunStatus }) {
  return (
    <Badge variant="light" color={COLOURS[status]}>
      {runTexts.status[status]}
    </Badge>
  );
}
