import { queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import type { components } from '../../api/generated/openapi.js';
import type { Session } from '../../api/session.js';

type Schemas = components['schemas'];
export type OwnSession = Schemas['OwnSessionView'];

/** As the server asks for it. */
export const PASSWORD_LEAST = 12;

export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: async () => (await answered(api.GET('/v1/sessions'))).items,
  staleTime: 0,
});

export const sessionDoors = {
  end: (sessionId: string) => answered(api.DELETE('/v1/sessions/{sessionId}', { params: { path: { sessionId } } })),
  endOthers: () => answered(api.DELETE('/v1/sessions')),
};

export function changePassword(body: Schemas['ChangePasswordRequest']): Promise<Session> {
  return answered(api.POST('/v1/session/password', { body }));
}
