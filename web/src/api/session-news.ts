/** Told to this window: the server knows the session no more, or a session has begun, here or in another tab. */
const ENDED = 'latchkey:session-ended';
const BEGUN = 'latchkey:session-begun';
/** Among the tabs of this browser, which share the session. */
const CHANNEL = 'latchkey:session';
/** A channel is heard by its own window too. */
const TAB = String(Math.random());

export function tellSessionEnded(): void {
  window.dispatchEvent(new Event(ENDED));
}

/** To this window, and to the other tabs unless it was heard from one. */
export function tellSessionBegun({ isNews = true } = {}): void {
  window.dispatchEvent(new Event(BEGUN));
  if (!isNews) return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(TAB);
  channel.close();
}

export function onSessionEnded(act: () => void): () => void {
  window.addEventListener(ENDED, act);
  return () => window.removeEventListener(ENDED, act);
}

export function onSessionBegun(act: () => void): () => void {
  window.addEventListener(BEGUN, act);
  return () => window.removeEventListener(BEGUN, act);
}

/** Another tab has signed in. */
export function onSessionBegunElsewhere(act: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<string>) => (data === TAB ? undefined : act());
  return () => channel.close();
}
