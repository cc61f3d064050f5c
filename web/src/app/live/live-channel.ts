import type { components } from '../../api/generated/openapi.js';

/** What the stream told: something changed, or something may have been missed. */
export type News =
  | { readonly kind: 'changed'; readonly subjectKind: string; readonly subjectId: string }
  | { readonly kind: 'gap' };

/** The types of stored events; the browser gives each only to those who ask for it by name. */
const STORED = [
  'access-token.created',
  'access-token.changed',
  'access-token.removed',
  'access-token.state-changed',
  'access-token.renewal-failed',
  'access-token.forecast',
  'alert.opened',
  'alert.closed',
  'webhook.disabled',
] as const;

/** One tab of this browser listens for all: servers and browsers limit how many streams there are. */
const CHANNEL = 'latchkey:live';

/** Tells news until it is stopped. */
export function listenToServer(tell: (news: News) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<News>) => tell(data);
  const ending = new AbortController();
  const listen = () => {
    const stop = openStream((news) => {
      tell(news);
      channel.postMessage(news);
    });
    return new Promise<void>((resolve) => {
      ending.signal.addEventListener('abort', () => {
        stop();
        resolve();
      });
    });
  };
  // Only secure places have locks; elsewhere each tab listens for itself.
  if ('locks' in navigator) {
    navigator.locks.request(CHANNEL, { signal: ending.signal }, listen).catch(() => undefined);
  } else void listen();
  return () => {
    ending.abort();
    channel.close();
  };
}

function openStream(tell: (news: News) => void): () => void {
  const source = new EventSource('/v1/events');
  // Nobody listened until now: neither to the news since the page was fetched, nor while the line or the other tab was gone.
  source.onopen = () => tell({ kind: 'gap' });
  source.addEventListener('gap', () => tell({ kind: 'gap' }));
  source.addEventListener('hint', ({ data }: MessageEvent<string>) => tellSubject(JSON.parse(data), tell));
  for (const type of STORED) {
    source.addEventListener(type, ({ data }: MessageEvent<string>) => {
      const event: components['schemas']['EventView'] = JSON.parse(data);
      tellSubject(event.data, tell);
    });
  }
  return () => source.close();
}

function tellSubject(told: unknown, tell: (news: News) => void): void {
  if (!isAbout(told)) return;
  tell({ kind: 'changed', subjectKind: told.subject.kind, subjectId: told.subject.id });
}

function isAbout(told: unknown): told is { readonly subject: { readonly kind: string; readonly id: string } } {
  return typeof told === 'object' && told !== null && 'subject' in told && typeof told.subject === 'object';
}
