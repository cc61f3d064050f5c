import type { Credential } from '../../connectors/contract/credential.js';
import { repeatsCredential } from '../../modules/resolution/repeats-credential.js';
import type { StepInput } from '../runtime/step-input.js';
import { stepOutputSecret } from './steps.errors.js';

/** Refuses an output that repeats the credential it was got with: it would stand in the journal. */
export function refuseSecrets(output: unknown, credential: Credential): void {
  if (repeatsCredential(output, credential)) throw stepOutputSecret();
}

/** Keeps an input that repeats the credential out of the journal. The step goes its way: to the vendor it is no secret. */
export function withholdSecrets(input: StepInput | undefined, credential: Credential): void {
  if (input && repeatsCredential(input.value, credential)) input.withhold();
}
