import type { Credential } from '../../connectors/contract/credential.js';
import { repeatsCredential } from '../../modules/resolution/repeats-credential.js';
import { stepOutputSecret } from './steps.errors.js';

/** Refuses an output that repeats the credential it was got with: it would stand in the journal. */
export function refuseSecrets(output: unknown, credential: Credential): void {
  if (repeatsCredential(output, credential)) throw stepOutputSecret();
}
