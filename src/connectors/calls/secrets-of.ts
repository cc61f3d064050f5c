import type { Credential } from '../contract/credential.js';

/** What a credential would give away; a key that signs never leaves the service. */
export function secretsOf(credential: Credential): readonly string[] {
  if (credential.kind === 'signing') return [];
  // A header is a scheme word and the value, or the value alone.
  const carried = [...Object.values(credential.headers), ...Object.values(credential.query ?? {})];
  return carried.flatMap((value) => value.reveal('keep it out of messages').split(' '));
}
