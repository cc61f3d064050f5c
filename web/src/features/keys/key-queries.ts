import { queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import type { components } from '../../api/generated/openapi.js';
import { pageAfter, pagedQuery } from '../../api/pages.js';

type Schemas = components['schemas'];
export type ApiKey = Schemas['KeyView'];
export type MadeKey = Schemas['CreatedKeyView'];
export type WantedKey = Schemas['CreateKeyRequest'];

/** The keys of the tenant, or those of one app. */
export const keysQuery = (appId?: string) =>
  pagedQuery(['keys', appId ?? 'tenant'], (cursor) => {
    const query = { limit: '100', ...(appId !== undefined && { appId }), ...pageAfter(cursor) };
    return answered(api.GET('/v1/keys', { params: { query } }));
  });

/** Names of apps by id, as far as one page goes; an app that is not among them is told by its id. */
export const appNamesQuery = queryOptions({
  queryKey: ['apps', 'names'],
  queryFn: async () => {
    const { items } = await answered(api.GET('/v1/apps', { params: { query: { limit: '200' } } }));
    return items.map(({ id, name }) => ({ id, name }));
  },
});

export const keyDoors = {
  create: (body: WantedKey) => answered(api.POST('/v1/keys', { body })),
  revoke: (keyId: string) => answered(api.DELETE('/v1/keys/{keyId}', { params: { path: { keyId } } })),
};
