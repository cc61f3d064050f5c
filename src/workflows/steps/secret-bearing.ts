import type { Credential } from '../../connectors/contract/credential.js';
import { stepOutputSecret } from './steps.errors.js';

/** Shorter values occur by chance. */
const TELLING_LENGTH = 8;

/** Refuses an output that repeats the credential it was got with: it would stand in the journal. */
export function refuseSecrets(output: unknown, credential: Credential): void {
  if (credential.kind === 'signing') return;
  const text = Buffer.isBuffer(output) ? output.toString('latin1') : JSON.stringify(output ?? null);
  for (const secret of [...Object.values(credential.headers), ...Object.values(credential.query ?? {})]) {
    // A header is a scheme word and the value, or the value alone.
    const words = secret.reveal('keep it out of the journal').split(' ');
    if (words.some((word) => word.length >= TELLING_LENGTH && text.includes(word))) throw stepOutputSecret();
  }
}
