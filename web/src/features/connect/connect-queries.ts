import { queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import type { components } from '../../api/generated/openapi.js';

type Schemas = components['schemas'];
export type Draft = Schemas['DraftDto'];
export type DraftChange = Schemas['ChangeDraftDto'];
export type Connector = Schemas['ConnectorViewDto'];
export type ConnectorSummary = Schemas['ConnectorSummaryDto'];
export type Method = Schemas['MethodDto'];
export type Field = Schemas['FieldDto'];
export type LiveToken = Schemas['TokenDto'];

const HOUR = 60 * 60_000;

export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  queryFn: async () => (await answered(api.GET('/v1/connectors'))).items,
  staleTime: HOUR,
});

export const connectorQuery = (key: string) =>
  queryOptions({
    queryKey: ['connector', key],
    queryFn: () => answered(api.GET('/v1/connectors/{connector}', { params: { path: { connector: key } } })),
    staleTime: HOUR,
  });

/** While a consent is under way, its end is looked for: the window may have been another browser's. */
const LOOK_WHILE_WAITING = 3_000;

export const draftQuery = (draftId: string) =>
  queryOptions({
    queryKey: ['draft', draftId],
    queryFn: () => answered(api.GET('/v1/drafts/{draftId}', { params: { path: { draftId } } })),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.state.name === 'awaiting-consent' ? LOOK_WHILE_WAITING : false),
  });

export const draftsQuery = queryOptions({
  queryKey: ['drafts'],
  queryFn: async () => (await answered(api.GET('/v1/drafts'))).items,
});

/** Under `access-token`, so that live updates reach it. */
export const liveTokenQuery = (tokenId: string) =>
  queryOptions({
    queryKey: ['access-token', tokenId],
    queryFn: () => answered(api.GET('/v1/access-tokens/{tokenId}', { params: { path: { tokenId } } })),
  });

export const tokenUsesQuery = (tokenId: string) =>
  queryOptions({
    queryKey: ['access-token', tokenId, 'uses'],
    queryFn: async () =>
      (await answered(api.GET('/v1/access-tokens/{tokenId}/uses', { params: { path: { tokenId } } }))).items,
  });

/** What a person has taken on with Done. */
export interface Accepted {
  /** Values that nobody has tried. */
  readonly acceptUnproved: boolean;
  /** Another name for a token that is in use. */
  readonly force: boolean;
}

export const draftDoors = {
  create: (wanted: Schemas['CreateDraftDto']) => answered(api.POST('/v1/drafts', { body: wanted })),
  /** Kept alive, so that it arrives although the page is left meanwhile. */
  change: (draftId: string, change: DraftChange) =>
    answered(api.PATCH('/v1/drafts/{draftId}', { params: { path: { draftId } }, body: change, keepalive: true })),
  issue: (draftId: string) => answered(api.POST('/v1/drafts/{draftId}/issuance', { params: { path: { draftId } } })),
  test: (draftId: string) => answered(api.POST('/v1/drafts/{draftId}/test', { params: { path: { draftId } } })),
  finish: (draftId: string, { acceptUnproved, force }: Accepted) =>
    answered(
      api.POST('/v1/drafts/{draftId}/done', {
        params: { path: { draftId }, ...(force && { query: { force: 'true' } }) },
        body: { acceptUnproved },
      }),
    ),
  discard: (draftId: string) => answered(api.DELETE('/v1/drafts/{draftId}', { params: { path: { draftId } } })),
};

/** The scope of what belongs to no app. */
export const GLOBAL = 'global';

export const appNameQuery = (appId: string) =>
  queryOptions({
    queryKey: ['app-name', appId],
    queryFn: async () => (await answered(api.GET('/v1/apps/{appId}', { params: { path: { appId } } }))).name,
    enabled: appId !== GLOBAL,
  });
