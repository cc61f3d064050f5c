import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { draftDoors, draftQuery } from '../connect-queries.js';

/**
 * `waiting`: the vendor's window is open. `blocked`: the browser did not open it, `url` leads there. `closed`: it was
 * closed before an answer came. `timeout`: the consent may not be finished any more.
 */
export type ConsentState =
  | { readonly kind: 'idle' | 'waiting' | 'closed' | 'timeout' }
  | { readonly kind: 'blocked'; readonly url: string };

export interface Consent {
  readonly state: ConsentState;
  /** To be called in the click itself, or browsers block the window. */
  readonly openWindow: () => void;
  /** Sends the window to the vendor, once what is typed is saved. @throws Problem */
  readonly begin: (save: () => Promise<boolean>) => Promise<void>;
  readonly showWindow: () => void;
  readonly stop: () => void;
}

/** As the server has it: a consent that takes longer counts for nothing. */
const CONSENT_LIFE = 15 * 60_000;
const LOOK_EVERY = 500;
/** An answer may be on its way while the window closes. */
const LAST_CHANCE = 1_500;
const WINDOW = 'popup,width=560,height=720';
const CHANNEL = 'latchkey:consent';
const IDLE: ConsentState = { kind: 'idle' };

/** The walk to the vendor's consent page in a window of its own, and back into the form that stays open. */
export function useConsent(draftId: string): Consent {
  const client = useQueryClient();
  const [state, setState] = useState<ConsentState>(IDLE);
  const popup = useRef<Window | null>(null);

  const read = useCallback(() => client.fetchQuery({ ...draftQuery(draftId), staleTime: 0 }), [client, draftId]);
  const settle = useCallback(async () => {
    await read();
    setState(IDLE);
  }, [read]);
  useConsentNews(draftId, settle);
  useWatch(state, {
    popup,
    onClosed: async () => {
      const draft = await read();
      setState(draft.state.name === 'awaiting-consent' ? { kind: 'closed' } : IDLE);
    },
    onTimeout: () => setState({ kind: 'timeout' }),
  });

  const openWindow = () => {
    popup.current = window.open('', `latchkey-consent-${draftId}`, WINDOW);
  };
  const begin = async (save: () => Promise<boolean>) => {
    try {
      if (!(await save())) {
        popup.current?.close();
        return;
      }
      const { consentUrl, draft } = await draftDoors.issue(draftId);
      client.setQueryData(draftQuery(draftId).queryKey, draft);
      if (consentUrl === undefined) return;
      if (popup.current) popup.current.location.href = consentUrl;
      setState(popup.current ? { kind: 'waiting' } : { kind: 'blocked', url: consentUrl });
    } catch (error) {
      popup.current?.close();
      setState(IDLE);
      throw error;
    }
  };
  const stop = () => {
    popup.current?.close();
    setState({ kind: 'closed' });
  };
  return { state, openWindow, begin, stop, showWindow: () => popup.current?.focus() };
}

/** The page that ends the consent tells it both ways, because a vendor's page can cut the tie between the windows. */
function useConsentNews(draftId: string, settle: () => Promise<void>): void {
  useEffect(() => {
    const hear = ({ data, origin }: MessageEvent<unknown>) => {
      if (origin === window.location.origin && isAbout(data, draftId)) void settle();
    };
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = hear;
    window.addEventListener('message', hear);
    return () => {
      channel.close();
      window.removeEventListener('message', hear);
    };
  }, [draftId, settle]);
}

interface Watch {
  readonly popup: { readonly current: Window | null };
  readonly onClosed: () => Promise<void>;
  readonly onTimeout: () => void;
}

function useWatch({ kind }: ConsentState, watch: Watch): void {
  const latest = useRef(watch);
  latest.current = watch;
  useEffect(() => {
    if (kind !== 'waiting' && kind !== 'blocked') return;
    let closing: number | undefined;
    const look = () => {
      if (kind !== 'waiting' || closing !== undefined || !latest.current.popup.current?.closed) return;
      closing = window.setTimeout(() => void latest.current.onClosed(), LAST_CHANCE);
    };
    const timer = window.setInterval(look, LOOK_EVERY);
    const end = window.setTimeout(() => latest.current.onTimeout(), CONSENT_LIFE);
    return () => {
      window.clearInterval(timer);
      window.clearTimeout(end);
      window.clearTimeout(closing);
    };
  }, [kind]);
}

function isAbout(told: unknown, draftId: string): boolean {
  return (
    typeof told === 'object' &&
    told !== null &&
    'type' in told &&
    told.type === 'latchkey:consent' &&
    'draft' in told &&
    told.draft === draftId
  );
}
