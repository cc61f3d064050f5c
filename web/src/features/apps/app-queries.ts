import { queryOptions } from '@tanstack/react-query';
import { answered, answeredWithEtag, api } from '../../api/client.js';
import type { components } from '../../api/generated/openapi.js';
import { pageAfter, pagedQuery } from '../../api/pages.js';

export type App = components['schemas']['AppView'];
export type AppKind = App['kind'];

export const appsQuery = pagedQuery(['apps'], (cursor) =>
  answered(api.GET('/v1/apps', { params: { query: { limit: '100', ...pageAfter(cursor) } } })),
);

/** One app, with the ETag that its changes show. */
export const appQuery = (appId: string) =>
  queryOptions({
    queryKey: ['app', appId],
    queryFn: () => answeredWithEtag(api.GET('/v1/apps/{appId}', { params: { path: { appId } } })),
  });

export function createApp(body: { readonly name: string; readonly kind: AppKind }): Promise<App> {
  return answered(api.POST('/v1/apps', { body }));
}

interface Change {
  readonly appId: string;
  readonly etag: string;
  readonly body: { readonly name?: string; readonly declaredTokens?: string[] };
}

export function changeApp({ appId, etag, body }: Change): Promise<App> {
  const params = { path: { appId }, header: { 'If-Match': etag } };
  return answered(api.PATCH('/v1/apps/{appId}', { params, body }));
}

/** Needs the name again, as typed. */
export function deleteApp({ appId, etag, name }: { appId: string; etag: string; name: string }): Promise<unknown> {
  const params = { path: { appId }, header: { 'If-Match': etag }, query: { name } };
  return answered(api.DELETE('/v1/apps/{appId}', { params }));
}

/** The tenant with its settings, and the ETag that their changes show. */
export const tenantQuery = queryOptions({
  queryKey: ['tenant'],
  queryFn: () => answeredWithEtag(api.GET('/v1/tenant')),
});

/** Whether apps of the tenant can be deleted at all. */
export function allowAppDeletion({ etag, isAllowed }: { etag: string; isAllowed: boolean }): Promise<unknown> {
  const params = { header: { 'If-Match': etag } };
  return answered(api.PATCH('/v1/tenant', { params, body: { settings: { allowAppDeletion: isAllowed } } }));
}
