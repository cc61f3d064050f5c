import { queryOptions } from '@tanstack/react-query';
import { answered, answeredWithEtag, api } from '../../api/client.js';
import type { components } from '../../api/generated/openapi.js';
import { pageAfter, pagedQuery } from '../../api/pages.js';

type Schemas = components['schemas'];
export type User = Schemas['UserView'];
export type Role = User['role'];
export type MadeLink = Schemas['MadeLinkView'];
export type UserChange = Schemas['ChangeUserRequest'];

export const usersQuery = pagedQuery(['users'], (cursor) =>
  answered(api.GET('/v1/users', { params: { query: { limit: '100', ...pageAfter(cursor) } } })),
);

/** Names of apps by id, as far as one page goes; an app that is not among them is told by its id. */
export const appNamesQuery = queryOptions({
  queryKey: ['apps', 'names'],
  queryFn: async () => {
    const { items } = await answered(api.GET('/v1/apps', { params: { query: { limit: '200' } } }));
    return items.map(({ id, name }) => ({ id, name }));
  },
});

const path = (userId: string) => ({ path: { userId } });

/** What can be done to users. */
export const userDoors = {
  invite: (body: Schemas['InviteUserRequest']) => answered(api.POST('/v1/users', { body })),
  makeLink: (userId: string) => answered(api.POST('/v1/users/{userId}/reset-link', { params: path(userId) })),
  signOut: (userId: string) => answered(api.DELETE('/v1/users/{userId}/sessions', { params: path(userId) })),
  change: async (userId: string, body: UserChange) =>
    answered(
      api.PATCH('/v1/users/{userId}', {
        params: { ...path(userId), header: { 'If-Match': await etagOf(userId) } },
        body,
      }),
    ),
  remove: async (userId: string) =>
    answered(
      api.DELETE('/v1/users/{userId}', { params: { ...path(userId), header: { 'If-Match': await etagOf(userId) } } }),
    ),
};

async function etagOf(userId: string): Promise<string> {
  return (await answeredWithEtag(api.GET('/v1/users/{userId}', { params: path(userId) }))).etag;
}
