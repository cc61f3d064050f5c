/** No whole number that JavaScript would round has fewer digits. */
const MANY_DIGITS = /\d{16}/;
/** An escaped character, the begin or end of a text, or what looks like a number. */
const TOKEN = /\\.|"|-?\d[\d.eE+-]*/g;

/**
 * Reads JSON that others wrote. A whole number that JavaScript would round becomes a text of its digits: an id that
 * lost some of them is the id of something else. A byte order mark is passed over. @throws SyntaxError
 */
export function parseExactly(text: string): unknown {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return JSON.parse(MANY_DIGITS.test(json) ? withExactNumbers(json) : json);
}

function withExactNumbers(json: string): string {
  let isInText = false;
  return json.replace(TOKEN, (token) => {
    if (token === '"') isInText = !isInText;
    return !isInText && /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;
  });
}
