import type { Credential } from '../../connectors/contract/credential.js';
import { writtenForms } from '../../kernel/written-forms.js';

/** Shorter values occur by chance. */
const TELLING_LENGTH = 8;

/** Whether an output repeats the credential it was got with, and would carry it on to where no credential belongs. */
export function repeatsCredential(output: unknown, credential: Credential): boolean {
  if (credential.kind === 'signing') return false;
  const text = Buffer.isBuffer(output) ? output.toString('latin1') : JSON.stringify(output ?? null);
  return [...Object.values(credential.headers), ...Object.values(credential.query ?? {})].some((secret) =>
    wordsOf(secret.reveal('look whether an output repeats it'))
      .filter((word) => word.length >= TELLING_LENGTH)
      .some((word) => writtenForms(word).some((form) => text.includes(form))),
  );
}

/** A header is a scheme word and the value, or the value alone; that of Basic is a password in another form. */
function wordsOf(header: string): readonly string[] {
  const words = header.split(' ');
  if (words[0] !== 'Basic' || words[1] === undefined) return words;
  const pair = Buffer.from(words[1], 'base64').toString('utf8');
  return [words[1], pair.slice(pair.indexOf(':') + 1)];
}
