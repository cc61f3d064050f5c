import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onSessionBegun } from '../../api/session-news.js';
import { refreshOf } from './changed-queries.js';
import { listenToServer } from './live-channel.js';

/** Keeps what the pages show true: whatever the server says has changed is asked for again, where it is shown. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => {
    const refresh = refreshOf(client);
    const listen = () => listenToServer((news) => refresh.take(news));
    let stop = listen();
    // A stream that was refused because the session had ended does not come back by itself.
    const stopHearing = onSessionBegun(() => {
      stop();
      stop = listen();
    });
    return () => {
      stopHearing();
      stop();
      refresh.stop();
    };
  }, [client]);
}
