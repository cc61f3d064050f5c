import { queryOptions } from '@tanstack/react-query';
import { answered, answeredWithEtag, api } from '../../api/client.js';
import type { components } from '../../api/generated/openapi.js';

type Schemas = components['schemas'];
export type AccessToken = Schemas['TokenDto'];
export type AccessTokenPage = Schemas['TokenPageDto'];
export type TokenUse = Schemas['TokenUseDto'];
export type BulkItem = Schemas['BulkItemDto'];

export const GLOBAL = 'global';
const HOUR = 60 * 60_000;

export const tokenQuery = (tokenId: string) =>
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

export const tokenRenewalsQuery = (tokenId: string) =>
  queryOptions({
    queryKey: ['access-token', tokenId, 'renewals'],
    queryFn: async () =>
      (await answered(api.GET('/v1/access-tokens/{tokenId}/renewals', { params: { path: { tokenId } } }))).items,
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

const path = (tokenId: string) => ({ path: { tokenId } });

/** What can be done to a token. What needs the version that was seen asks for it first: the page shows the newest. */
export const tokenDoors = {
  renew: (tokenId: string) => answered(api.POST('/v1/access-tokens/{tokenId}/renewal', { params: path(tokenId) })),
  test: (tokenId: string) => answered(api.POST('/v1/access-tokens/{tokenId}/test', { params: path(tokenId) })),
  edit: (tokenId: string) => answered(api.POST('/v1/drafts', { body: { tokenId } })),
  enable: async (tokenId: string) =>
    answered(
      api.POST('/v1/access-tokens/{tokenId}/enable', {
        params: { ...path(tokenId), header: { 'If-Match': await etagOf(tokenId) } },
      }),
    ),
  disable: async (tokenId: string) =>
    answered(
      api.POST('/v1/access-tokens/{tokenId}/disable', {
        params: { ...path(tokenId), header: { 'If-Match': await etagOf(tokenId) } },
        body: {},
      }),
    ),
  remove: async (tokenId: string, force: boolean) =>
    answered(
      api.DELETE('/v1/access-tokens/{tokenId}', {
        params: {
          ...path(tokenId),
          header: { 'If-Match': await etagOf(tokenId) },
          query: force ? { force: 'true' } : {},
        },
      }),
    ),
  removeAll: (tokenIds: readonly string[], force: boolean) =>
    answered(api.POST('/v1/access-tokens/bulk-removal', { body: { tokenIds: [...tokenIds], force } })),
  renewAll: (tokenIds: readonly string[]) =>
    answered(api.POST('/v1/access-tokens/bulk-renewal', { body: { tokenIds: [...tokenIds] } })),
};

async function etagOf(tokenId: string): Promise<string> {
  return (await answeredWithEtag(api.GET('/v1/access-tokens/{tokenId}', { params: path(tokenId) }))).etag;
}
