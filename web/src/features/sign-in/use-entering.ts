import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { rememberCsrfToken } from '../../api/client.js';
import { type Session, sessionQuery } from '../../api/session.js';
import { tellSessionBegun } from '../../api/session-news.js';

/** Goes into the house with a session that has just begun; what was known of an earlier one is forgotten. */
export function useEntering(): (session: Session, next: string) => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  return async (session, next) => {
    client.clear();
    rememberCsrfToken(session.csrfToken);
    client.setQueryData(sessionQuery.queryKey, session);
    tellSessionBegun();
    await router.navigate({ href: next, replace: true });
  };
}
