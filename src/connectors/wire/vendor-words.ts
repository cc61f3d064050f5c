/** Longer words of a vendor are no message. */
const LONGEST = 300;
/** Shorter values occur by chance. */
const TELLING_LENGTH = 8;
/** What looks like a key or a token, and is no UUID. */
const OPAQUE = /(?<![\w-])(?![\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-]))[\w+/=.~-]{36,}/gi;

/** Whether a text repeats a secret, as it is or percent-encoded. */
export function repeatsSecret(text: string, secrets: readonly string[]): boolean {
  const told = [text, decoded(text)];
  return secrets.some((secret) => secret !== '' && told.some((words) => words.includes(secret)));
}

/**
 * What a vendor's API says for people: one line, cut, without what looks like a key. Nothing at all when it repeats a
 * secret that was sent.
 */
export function messageForPeople(text: string | undefined, secrets: readonly string[]): string | undefined {
  if (
    text === undefined ||
    repeatsSecret(
      text,
      secrets.filter(({ length }) => length >= TELLING_LENGTH),
    )
  )
    return undefined;
  const line = text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .replace(OPAQUE, '…');
  if (line === '') return undefined;
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
