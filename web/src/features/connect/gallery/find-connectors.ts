import type { ConnectorSummary } from '../connect-queries.js';

/** By the words of the title and of the key; those that begin with what was typed come first, then those with a sandbox. */
export function findConnectors(connectors: readonly ConnectorSummary[], search: string): readonly ConnectorSummary[] {
  const text = search.trim().toLowerCase();
  const rank = (connector: ConnectorSummary) => rankOf(connector, text);
  return connectors
    .filter((connector) => rank(connector) < NOT_FOUND)
    .sort((a, b) => rank(a) - rank(b) || Number(b.hasDemo) - Number(a.hasDemo) || a.title.localeCompare(b.title));
}

const NOT_FOUND = 3;

function rankOf({ title, key }: ConnectorSummary, text: string): number {
  const words = `${title} ${key.replaceAll('-', ' ')}`.toLowerCase();
  if (title.toLowerCase().startsWith(text)) return 0;
  if (words.split(/\s+/).some((word) => word.startsWith(text))) return 1;
  return words.includes(text) ? 2 : NOT_FOUND;
}
