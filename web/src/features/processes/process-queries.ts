import { queryOptions } from '@tanstack/react-query';
import { answered, answeredWithEtag, api } from '../../api/client.js';
import type { components } from '../../api/generated/openapi.js';
import { pageAfter, pagedQuery } from '../../api/pages.js';

export type Process = components['schemas']['ProcessView'];
export type Schedule = components['schemas']['ScheduleView'];
export type Run = components['schemas']['RunView'];
export type TokenUse = components['schemas']['TokenUseView'];

/** Milliseconds. */
const SCHEDULE_LOOK = 15_000;

/** Names one process. */
export interface ProcessPlace {
  readonly appId: string;
  readonly processId: string;
}

export const processesQuery = (appId: string) =>
  pagedQuery(['processes', appId], (cursor) => {
    const params = { path: { appId }, query: { limit: '100', ...pageAfter(cursor) } };
    return answered(api.GET('/v1/apps/{appId}/processes', { params }));
  });

/** One process, with the ETag that its changes show. */
export const processQuery = (path: ProcessPlace) =>
  queryOptions({
    queryKey: ['process', path.processId],
    queryFn: () => answeredWithEtag(api.GET('/v1/apps/{appId}/processes/{processId}', { params: { path } })),
    // The next time of a schedule passes while somebody looks.
    refetchInterval: ({ state }) => (state.data?.body.schedule?.nextAt === undefined ? false : SCHEDULE_LOOK),
  });

/** What the draft names, and what would park a run as things are now. Mended tokens change the answer. */
export const checkQuery = (path: ProcessPlace) =>
  queryOptions({
    queryKey: ['access-tokens', 'named-by', path.processId],
    queryFn: () => answered(api.POST('/v1/apps/{appId}/processes/{processId}/check', { params: { path } })),
    retry: false,
  });

export const versionsQuery = (path: ProcessPlace) =>
  pagedQuery(['process', path.processId, 'versions'], (cursor) => {
    const params = { path, query: { limit: '50', ...pageAfter(cursor) } };
    return answered(api.GET('/v1/apps/{appId}/processes/{processId}/versions', { params }));
  });

export function publishProcess({ path, etag }: { readonly path: ProcessPlace; readonly etag: string }) {
  const params = { path, header: { 'If-Match': etag } };
  return answered(api.POST('/v1/apps/{appId}/processes/{processId}/publish', { params }));
}

/** Pauses or resumes what starts runs by itself. */
export function turnSchedule({ path, etag, enabled }: { path: ProcessPlace; etag: string; enabled: boolean }) {
  const params = { path, header: { 'If-Match': etag } };
  return answered(api.PUT('/v1/apps/{appId}/processes/{processId}/schedule', { params, body: { enabled } }));
}

/** Answers before the run has ended. */
export function startRun({ path, input }: { path: ProcessPlace; input: unknown }): Promise<Run> {
  // The description calls any JSON value an object.
  const body = { input: input as Record<string, never> };
  return answered(api.POST('/v1/apps/{appId}/processes/{processId}/runs', { params: { path }, body }));
}
