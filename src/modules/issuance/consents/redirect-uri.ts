import type { Configuration } from '../../../kernel/configuration.js';

/** To be registered with the vendors, exactly like this; known before the first save. */
export function redirectUriOf({ publicUrl }: Configuration): string {
  return `${publicUrl}/oauth/callback`;
}

/** Where a browser begins its walk to the consent page. */
export function startUrlOf({ publicUrl }: Configuration, ticket: string): string {
  return `${publicUrl}/oauth/start/${ticket}`;
}
