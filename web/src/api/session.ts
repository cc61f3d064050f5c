import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { answered, api, rememberCsrfToken } from './client.js';
import type { components } from './generated/openapi.js';

export type Session = components['schemas']['SessionView'];
export type Right = Session['rights'][number];

/** Who is signed in. Answered with 401 when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session> => {
    const session = await answered(api.GET('/v1/session'));
    rememberCsrfToken(session.csrfToken);
    return session;
  },
  staleTime: 5 * 60_000,
  retry: false,
});

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Whether whoever is signed in may do this: in the tenant, or in the app. What is forbidden is not offered. */
export function useRight(right: Right, appId?: string): boolean {
  const { rights, apps } = useSession();
  return rights.includes(right) || apps.some((app) => app.appId === appId && app.rights.includes(right));
}

/** Signs out. @throws Problem */
export async function endSession(): Promise<void> {
  await answered(api.DELETE('/v1/session'));
  rememberCsrfToken(undefined);
}
