import type { Credential, HeaderCredential, InsideCredential } from '../../connectors/contract/credential.js';
import type { Secret } from '../../kernel/secret.js';
import { unquoted, writtenForms } from '../../kernel/written-forms.js';

/** Shorter values occur by chance. */
const TELLING_LENGTH = 8;

/** What a request is about, and not who asks, also where somebody keeps it among secret headers: answers repeat it. */
const TELLING_NOTHING = /^(?:accept(?:-.*)?|content-type|user-agent|cache-control|origin|referer)$/;

/** Whether an output repeats the credential it was got with, and would carry it on to where no credential belongs. */
export function repeatsCredential(output: unknown, credential: Credential): boolean {
  if (credential.kind === 'signing') return false;
  const text = unquoted(Buffer.isBuffer(output) ? output.toString('utf8') : JSON.stringify(output ?? null));
  return secretsOf(credential)
    .filter((secret) => secret.length >= TELLING_LENGTH)
    .some((secret) => writtenForms(secret).some((form) => text.includes(form)));
}

function secretsOf(credential: HeaderCredential | InsideCredential): readonly string[] {
  const inMessages = credential.kind === 'inside' ? credential.inMessages : undefined;
  return [
    ...Object.entries(credential.headers).flatMap(([name, value]) => secretsInHeader(name, open(value))),
    ...Object.values(credential.query ?? {}).map(open),
    ...(inMessages ? [open(inMessages)] : []),
  ];
}

function open(secret: Secret): string {
  return secret.reveal('look whether an output repeats it');
}

function secretsInHeader(name: string, value: string): readonly string[] {
  if (TELLING_NOTHING.test(name)) return [];
  if (name === 'cookie') return value.split('; ').map((cookie) => cookie.slice(cookie.indexOf('=') + 1));
  const [scheme = '', ...words] = value.split(' ');
  // That of Basic is a password in another form.
  if (scheme === 'Basic' && words[0] !== undefined) return [words[0], passwordIn(words[0])];
  const isScheme = words.length > 0 && /^[A-Za-z-]+$/.test(scheme);
  const parts = (isScheme ? words : [scheme, ...words]).flatMap(withoutName);
  return isScheme && name === 'authorization' ? parts : [value, ...parts];
}

function passwordIn(pair: string): string {
  const text = Buffer.from(pair, 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}

/** Some vendors want a parameter, such as `token="..."`. */
function withoutName(word: string): readonly string[] {
  const parameter = /^[A-Za-z_-]+="?([^"]+)/.exec(word)?.[1];
  return parameter === undefined ? [word] : [word, parameter];
}
