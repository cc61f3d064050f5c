import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { hasEnded, type Run, type Step } from './run-queries.js';
import { type StreamEvents, useStream } from './use-stream.js';

export interface RunStream {
  /** Whether the server tells; else the page asks. */
  readonly isLive: boolean;
  /** Steps that have begun and of which nothing is recorded yet. */
  readonly begun: readonly Step[];
}

/** Follows one run while the page is seen: whatever the server tells of it is asked for again. */
export function useRunStream(run: Run): RunStream {
  const client = useQueryClient();
  const [begun, setBegun] = useState<readonly Step[]>([]);
  const isOver = hasEnded(run);
  useEffect(() => {
    if (isOver) setBegun([]);
  }, [isOver]);
  const events: StreamEvents = {
    begun: (step) => setBegun((steps) => [...steps.filter(isNot(step as Step)), step as Step]),
    step: (step) => setBegun((steps) => steps.filter(isNot(step as Step))),
  };
  const isLive = useStream(isOver ? undefined : `/v1/runs/${run.id}/events`, {
    ...{ names: ['run', 'step', 'begun', 'gap', 'end'], events },
    look: () => void client.invalidateQueries({ queryKey: ['run', run.id] }),
  });
  return { isLive, begun };
}

function isNot({ name }: Step): (step: Step) => boolean {
  return (step) => step.name !== name;
}
