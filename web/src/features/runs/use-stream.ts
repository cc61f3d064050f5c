import { useDocumentVisibility } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

/** A wave of changes is answered by one look. Milliseconds. */
const GATHER_FOR = 300;

export type StreamEvents = Readonly<Record<string, (data: unknown) => void>>;

interface Listening {
  /** The events that are news. */
  readonly names: readonly string[];
  /** What some of them do besides. */
  readonly events: StreamEvents;
  /** Asks again for what is shown. */
  readonly look: () => void;
}

/** Listens to a stream of the server while the page is seen: browsers and servers limit their number. Whether it stands. */
export function useStream(url: string | undefined, listening: Listening): boolean {
  const isSeen = useDocumentVisibility() === 'visible';
  const [isLive, setIsLive] = useState(false);
  const latest = useRef(listening);
  latest.current = listening;
  const names = listening.names.join(' ');
  useEffect(() => {
    if (url === undefined || !isSeen) return undefined;
    const source = new EventSource(url);
    let timer: number | undefined;
    const look = () => {
      timer = undefined;
      latest.current.look();
    };
    // What happened while nobody listened.
    source.onopen = () => {
      setIsLive(true);
      timer ??= window.setTimeout(look, GATHER_FOR);
    };
    source.onerror = () => setIsLive(false);
    for (const name of names.split(' ')) {
      source.addEventListener(name, ({ data }: MessageEvent<string>) => {
        latest.current.events[name]?.(JSON.parse(data));
        timer ??= window.setTimeout(look, GATHER_FOR);
        if (name === 'end') source.close();
      });
    }
    return () => {
      source.close();
      window.clearTimeout(timer);
      setIsLive(false);
    };
  }, [url, isSeen, names]);
  return isLive;
}
