/** What stands in the place of a value that may be a secret. */
export const HIDDEN = '[hidden]';

/** Only what meets this is looked at closely. */
const SUSPICIOUS = /pass|pwd|secret|token|credential|authori|cookie|assertion|sig|code|key|@/i;

/** Names of members, parameters and headers whose values are secrets, without regard to case and punctuation. */
const SECRET_NAME = new RegExp(
  [
    'password|passwd|passphrase',
    '(?:secrets?|credentials?|signature|cookie|assertion|authorization)$',
    '(?:api|access|secret|private|subscription|account|master|storage)keys?$',
    '(?:access|refresh|id|auth|bearer|session|security|api|csrf|xsrf|verification)tokens?$',
    '^x?(?:token|sig|pass|pwd)$',
  ].join('|'),
);

/** In an address also these; elsewhere they name things. */
const SECRET_PARAMETER = /^(?:key|code|auth)$/;

/** The JSON of a value, with secrets hidden by the names that stand before them, wherever these are in it. */
export function jsonWithoutSecrets(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return SUSPICIOUS.test(text) ? JSON.stringify(value ?? null, hideMember) : text;
}

function hideMember(name: string, value: unknown): unknown {
  // True or false says nothing, nor does what is absent.
  if (typeof value === 'boolean' || value === null) return value;
  if (isSecret(name)) return HIDDEN;
  return typeof value === 'string' ? textWithoutSecrets(value) : value;
}

/** In addresses and forms, and in JSON and XML that pass as text. */
function textWithoutSecrets(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  return text
    .replace(/(\/\/)[^/?#\s"@]+@/g, `$1${HIDDEN}@`)
    .replace(/(^|[?&#])([^=&?#\s]{1,64})=[^&#\s]+/g, (all: string, before: string, name: string) =>
      isSecret(name) || SECRET_PARAMETER.test(name.toLowerCase()) ? `${before}${name}=${HIDDEN}` : all,
    )
    .replace(/"([^"\\]{1,64})"\s*:\s*"(?:[^"\\]|\\.)*"/g, (all: string, name: string) =>
      isSecret(name) ? `"${name}":"${HIDDEN}"` : all,
    )
    .replace(/<((?:[\w.-]{1,64}:)?([\w.-]{1,64})(?:\s[^<>]*)?)>[^<]+</g, (all: string, tag: string, name: string) =>
      isSecret(name) ? `<${tag}>${HIDDEN}<` : all,
    );
}

function isSecret(name: string): boolean {
  return SECRET_NAME.test(name.toLowerCase().replace(/[^a-z]/g, ''));
}
