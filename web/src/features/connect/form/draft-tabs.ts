import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { draftQuery } from '../connect-queries.js';

const CHANNEL = 'latchkey:draft';

/** Tells the other tabs of this browser that a draft was saved. */
export function announceDraft(draftId: string): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(draftId);
  channel.close();
}

/** Reads the draft again when another tab saved it. */
export function useOtherTabs(draftId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }) => {
      if (data === draftId) void client.invalidateQueries({ queryKey: draftQuery(draftId).queryKey });
    };
    return () => channel.close();
  }, [client, draftId]);
}
