import type { QueryClient } from '@tanstack/react-query';
import type { News } from './live-channel.js';

/** A wave of changes, such as a bulk renewal, is answered by one look. Milliseconds. */
const GATHER_FOR = 400;

/** Which lists show something of this kind, by the first member of their keys. */
const LISTS_OF: Readonly<Record<string, readonly string[]>> = {
  'access-token': ['access-tokens', 'forecast', 'alerts', 'figures', 'connect', 'audit'],
  alert: ['alerts'],
  webhook: ['webhooks'],
  'own-connector': ['own-connectors', 'own-connector', 'connectors', 'connector'],
  run: ['runs'],
  process: ['processes', 'audit'],
};

/** Gathers news and asks again for what is shown of it. */
export function refreshOf(client: QueryClient) {
  const changed = new Map<string, Set<string>>();
  let timer: number | undefined;
  const look = () => {
    timer = undefined;
    for (const [kind, ids] of changed) {
      for (const key of LISTS_OF[kind] ?? []) void client.invalidateQueries({ queryKey: [key] });
      for (const id of ids) void client.invalidateQueries({ queryKey: [kind, id] });
    }
    changed.clear();
  };
  return {
    take(news: News): void {
      if (news.kind === 'gap') {
        void client.invalidateQueries();
        return;
      }
      const ids = changed.get(news.subjectKind) ?? new Set();
      changed.set(news.subjectKind, ids.add(news.subjectId));
      timer ??= window.setTimeout(look, GATHER_FOR);
    },
    stop(): void {
      window.clearTimeout(timer);
    },
  };
}
