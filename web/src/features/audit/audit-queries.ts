import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import type { components } from '../../api/generated/openapi.js';
import { pageAfter, pagedQuery } from '../../api/pages.js';

type Schemas = components['schemas'];
export type AuditEvent = Schemas['AuditEventView'];
export type Verification = Schemas['AuditVerificationView'];

/** The newest first; about one subject, or about all. */
export const auditQuery = (subject?: string) => ({
  ...pagedQuery(['audit', subject ?? 'all'], (cursor) => {
    const query = { limit: '50', ...(subject !== undefined && { subject }), ...pageAfter(cursor) };
    return answered(api.GET('/v1/audit-events', { params: { query } }));
  }),
  // Much of what happens here is told by no live update.
  staleTime: 0,
  placeholderData: keepPreviousData,
});

/** What people, keys and apps are called, as far as one page of each goes. */
export const actorNamesQuery = queryOptions({
  queryKey: ['audit', 'actor-names'],
  queryFn: async (): Promise<ReadonlyMap<string, string>> => {
    const params = { query: { limit: '200' } };
    const [users, keys, apps] = await Promise.all([
      answered(api.GET('/v1/users', { params })),
      answered(api.GET('/v1/keys', { params })),
      answered(api.GET('/v1/apps', { params })),
    ]);
    return new Map([...users.items, ...keys.items, ...apps.items].map(({ id, name }) => [id, name]));
  },
});

export const verifyChain = (): Promise<Verification> => answered(api.GET('/v1/audit-events/verification'));
