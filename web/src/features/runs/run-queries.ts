import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import type { components } from '../../api/generated/openapi.js';
import { pageAfter, pagedQuery } from '../../api/pages.js';

export type Run = components['schemas']['RunView'];
export type RunStatus = Run['status'];
export type Step = components['schemas']['StepView'];
export type Wait = components['schemas']['WaitView'];

/** While no stream stands, what is not at rest is asked for again. Milliseconds. */
const LOOK_AGAIN = 1_500;
const ENDED: readonly RunStatus[] = ['completed', 'faulted', 'cancelled'];

export interface RunFilter {
  readonly appId: string;
  readonly processId?: string;
  /** One, or several with commas between. */
  readonly status?: string;
  readonly startedAfter?: string;
  readonly token?: string;
  readonly search?: string;
}

export const hasEnded = ({ status }: Pick<Run, 'status'>): boolean => ENDED.includes(status);

/** The runs of an app or of a process, the newest first. */
export const runsQuery = (filter: RunFilter, isLive: boolean) => ({
  ...pagedQuery(['runs', filter], (cursor) =>
    answered(api.GET('/v1/runs', { params: { query: { ...filter, limit: '50', ...pageAfter(cursor) } } })),
  ),
  placeholderData: keepPreviousData,
  refetchInterval: (query: { state: { data?: { pages: readonly { items: readonly Run[] }[] } | undefined } }) => {
    const runs = query.state.data?.pages.flatMap(({ items }) => items) ?? [];
    return isLive || runs.every(hasEnded) ? (false as const) : LOOK_AGAIN;
  },
});

export const runQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId],
    queryFn: () => answered(api.GET('/v1/runs/{runId}', { params: { path: { runId } } })),
  });

/** How often a run is asked for. */
export const pace = (run: Run, isLive: boolean) => (isLive || hasEnded(run) ? (false as const) : LOOK_AGAIN);

/** What happened in a run, in order. */
export const stepsQuery = (run: Run, isLive: boolean) => ({
  // The end brings steps that were not there when they were last asked for.
  ...pagedQuery(['run', run.id, 'steps', hasEnded(run)], (cursor) => {
    const params = { path: { runId: run.id }, query: { limit: '200', ...pageAfter(cursor) } };
    return answered(api.GET('/v1/runs/{runId}/steps', { params }));
  }),
  placeholderData: keepPreviousData,
  refetchInterval: pace(run, isLive),
});

/** The names of an app's processes, for the runs that have only ids. */
export const processNamesQuery = (appId: string) =>
  queryOptions({
    queryKey: ['processes', appId, 'names'],
    queryFn: async () => {
      const params = { path: { appId }, query: { limit: '200' } };
      const { items } = await answered(api.GET('/v1/apps/{appId}/processes', { params }));
      return new Map(items.map(({ id, name }) => [id, name]));
    },
  });

/** The access token that a step of this app means by the name: the app's own, then the global one. */
export const tokenNamedQuery = (appId: string, name: string) =>
  queryOptions({
    queryKey: ['access-tokens', 'named', appId, name],
    queryFn: async () => {
      for (const scope of [appId, 'global']) {
        const query = { scope, search: name, limit: '200' };
        const { items } = await answered(api.GET('/v1/access-tokens', { params: { query } }));
        const found = items.find((token) => token.name.toLowerCase() === name.toLowerCase());
        if (found) return { found };
      }
      return { found: undefined };
    },
  });

export type Decision = components['schemas']['DecideRequest']['decision'];

/** What a person can do to a run. */
export const runCommands = {
  resume: (runId: string) => answered(api.POST('/v1/runs/{runId}/resume', { params: { path: { runId } } })),
  suspend: (runId: string) => answered(api.POST('/v1/runs/{runId}/suspend', { params: { path: { runId } }, body: {} })),
  retry: (runId: string) => answered(api.POST('/v1/runs/{runId}/retry', { params: { path: { runId } } })),
  cancel: (runId: string) => answered(api.POST('/v1/runs/{runId}/cancel', { params: { path: { runId } } })),
  decide: (runId: string, { decision, step, output }: { decision: Decision; step: string; output?: unknown }) => {
    // The description calls any JSON value an object.
    const body = { decision, step, ...(decision === 'skip' && { output: output as Record<string, never> }) };
    return answered(api.POST('/v1/runs/{runId}/decision', { params: { path: { runId } }, body }));
  },
};

/** After a command: the run, its steps, and every list it stands in. */
export async function refreshRun(client: QueryClient, runId: string): Promise<void> {
  const keys = [['run', runId], ['runs']];
  await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}
