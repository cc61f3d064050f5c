import { webhookTexts } from '../../texts/webhooks.js';

/** What an event is called; one that is newer than this page by its type. */
export function eventName(type: string): string {
  const names: Readonly<Record<string, string>> = webhookTexts.events;
  return names[type] ?? type;
}
