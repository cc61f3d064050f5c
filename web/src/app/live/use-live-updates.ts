import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { refreshOf } from './changed-queries.js';
import { listenToServer } from './live-channel.js';

/** Keeps what the pages show true: whatever the server says has changed is asked for again, where it is shown. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => {
    const refresh = refreshOf(client);
    const stop = listenToServer((news) => refresh.take(news));
    return () => {
      stop();
      refresh.stop();
    };
  }, [client]);
}
