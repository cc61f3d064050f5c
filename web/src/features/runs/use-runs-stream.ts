import { useQueryClient } from '@tanstack/react-query';
import type { RunFilter } from './run-queries.js';
import { useStream } from './use-stream.js';

/**
 * Follows a list of runs while the page is seen. By app and process alone: of a run that leaves a status, a stream of
 * that status says nothing. Whether the server tells; else the list asks.
 */
export function useRunsStream({ appId, processId }: RunFilter): boolean {
  const client = useQueryClient();
  const query = new URLSearchParams({ appId, ...(processId !== undefined && { processId }) });
  return useStream(`/v1/runs/events?${query.toString()}`, {
    ...{ names: ['run', 'gap'], events: {} },
    look: () => void client.invalidateQueries({ queryKey: ['runs'] }),
  });
}
