import { queryOptions } from '@tanstack/react-query';
import { answered, answeredWithEtag, api } from '../../api/client.js';
import type { components } from '../../api/generated/openapi.js';
import { pageAfter, pagedQuery } from '../../api/pages.js';

type Schemas = components['schemas'];
export type Lookup = Schemas['LookupView'];
export type LookupParameter = Schemas['LookupParameterDto'];
export type LookupAnswer = Schemas['LookupAnswerDto'];
export type LookupDeclaration = Schemas['PutLookupRequest'];

/** Names one lookup. */
export interface LookupPlace {
  readonly appId: string;
  readonly lookup: string;
}

const HOUR = 60 * 60_000;
const ADDRESS = '/v1/apps/{appId}/lookups/{lookup}';

export const lookupsQuery = (appId: string) =>
  pagedQuery(['lookups', appId], (cursor) => {
    const params = { path: { appId }, query: { limit: '100', ...pageAfter(cursor) } };
    return answered(api.GET('/v1/apps/{appId}/lookups', { params }));
  });

/** One lookup, with the ETag that its changes show. Mended tokens change its warnings. */
export const lookupQuery = ({ appId, lookup }: LookupPlace) =>
  queryOptions({
    queryKey: ['lookups', appId, lookup],
    queryFn: () => answeredWithEtag(api.GET(ADDRESS, { params: { path: { appId, lookup } } })),
  });

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

/** Names of access tokens with their connectors: the app's own, then the global ones that it does not hide. */
export const tokenNamesQuery = (appId: string) =>
  queryOptions({
    queryKey: ['access-tokens', 'names', appId],
    queryFn: async (): Promise<ReadonlyMap<string, string>> => {
      const pages = await Promise.all(
        [appId, 'global'].map((scope) =>
          answered(api.GET('/v1/access-tokens', { params: { query: { scope, limit: '200', sort: 'name' } } })),
        ),
      );
      const tokens = pages.flatMap(({ items }) => items);
      return new Map(tokens.toReversed().map(({ name, connector }) => [name, connector]));
    },
  });

interface Put {
  readonly path: LookupPlace;
  /** Absent for one that is made. */
  readonly etag?: string;
  readonly body: LookupDeclaration;
}

export function putLookup({ path, etag, body }: Put): Promise<Lookup> {
  const header = etag === undefined ? { 'If-None-Match': '*' } : { 'If-Match': etag };
  return answered(api.PUT(ADDRESS, { params: { path: { ...path }, header }, body }));
}

export function deleteLookup({ path, etag }: Omit<Put, 'body'> & { readonly etag: string }): Promise<unknown> {
  return answered(api.DELETE(ADDRESS, { params: { path: { ...path }, header: { 'If-Match': etag } } }));
}

export function askLookup(path: LookupPlace, inputs: Record<string, unknown>): Promise<LookupAnswer> {
  return answered(api.POST(ADDRESS, { params: { path: { ...path } }, body: { inputs } }));
}
