import type { Webhook } from './webhook.entity.js';

/** A webhook as events and audit name it: its host, because the rest of an address may hold a secret. */
export function subjectOf({ id, url }: Pick<Webhook, 'id' | 'url'>) {
  return { kind: 'webhook', id, name: new URL(url).host };
}
