import type { Credential } from '../../connectors/contract/credential.js';

/** Shorter values occur by chance. */
const TELLING_LENGTH = 8;

/** Whether an output repeats the credential it was got with, and would carry it on to where no credential belongs. */
export function repeatsCredential(output: unknown, credential: Credential): boolean {
  if (credential.kind === 'signing') return false;
  const text = Buffer.isBuffer(output) ? output.toString('latin1') : JSON.stringify(output ?? null);
  return [...Object.values(credential.headers), ...Object.values(credential.query ?? {})].some((secret) =>
    // A header is a scheme word and the value, or the value alone.
    secret
      .reveal('look whether an output repeats it')
      .split(' ')
      .some((word) => word.length >= TELLING_LENGTH && text.includes(word)),
  );
}
