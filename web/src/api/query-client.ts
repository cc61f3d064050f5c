import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.js';
import { sessionQuery } from './session.js';

const MOST_TRIES = 3;

/** Whether asking again may help: nobody has to act first. */
function mayPass(failures: number, error: unknown): boolean {
  return failures < MOST_TRIES && error instanceof Problem && (error.remedy === 'wait' || error.status === 0);
}

/** The server's state as this browser knows it. Live updates say what has changed, so nothing is asked for on a timer. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => endSession(client, error) }),
    mutationCache: new MutationCache({ onError: (error) => endSession(client, error) }),
    defaultOptions: {
      queries: { staleTime: 30_000, retry: mayPass, throwOnError: false },
      mutations: { retry: false },
    },
  });
  return client;
}

/** A session may end while a page stands; the frame then shows the way to sign in. */
function endSession(client: QueryClient, error: unknown): void {
  if (!(error instanceof Problem) || error.status !== 401) return;
  if (client.getQueryData(sessionQuery.queryKey) === undefined) return;
  client.removeQueries({ queryKey: sessionQuery.queryKey });
  window.dispatchEvent(new Event(SESSION_ENDED));
}

/** Told to the window when the server knows the session no more. */
export const SESSION_ENDED = 'latchkey:session-ended';
