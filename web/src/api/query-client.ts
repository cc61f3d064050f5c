import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.js';

const MOST_TRIES = 3;

/** Whether asking again may help: nobody has to act first. */
function mayPass(failures: number, error: unknown): boolean {
  return failures < MOST_TRIES && error instanceof Problem && (error.remedy === 'wait' || error.status === 0);
}

/** The server's state as this browser knows it. Live updates say what has changed, so nothing is asked for on a timer. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: mayPass, throwOnError: false },
      mutations: { retry: false },
    },
  });
}
