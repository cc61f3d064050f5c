/** A text as whoever reads it as JSON sees it, however often it was quoted: without backslashes and what they stand for. */
export function unquoted(text: string): string {
  if (!text.includes('\\')) return text;
  const inLetters = text.replace(/\\u([\dA-Fa-f]{4})/g, (_code, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return inLetters.replaceAll('\\', '');
}

/**
 * The forms in which a secret may stand in somebody's answer, once that is unquoted: as it is, in an address, in XML,
 * and in Base64, where what stands before it decides which of three it is.
 */
export function writtenForms(secret: string): readonly string[] {
  const inBase64 = [0, 1, 2].flatMap((before) => base64Of(secret, before));
  // Nobody quotes these; most tokens have no others.
  if (/^[\w.~-]*$/.test(secret)) return [secret, ...inBase64];
  const plain = [unquoted(secret), secret.replaceAll('\\', '')];
  return [...new Set([...plain, ...inAddress(secret), ...inXml(secret), ...inBase64])];
}

/** Signs that some leave as they are, letters of either size, and a blank as forms have it. */
function inAddress(secret: string): readonly string[] {
  const usual = encodeURIComponent(secret);
  const strict = usual.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return [usual, strict].flatMap((text) => {
    const small = text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
    return [text, small, text.replaceAll('%20', '+'), small.replaceAll('%20', '+')];
  });
}

const NAMES: Readonly<Record<string, string>> = { '<': 'lt', '>': 'gt', '&': 'amp', '"': 'quot', "'": 'apos' };

function inXml(secret: string): readonly string[] {
  const plain = secret.replaceAll('\\', '');
  const named = plain.replace(/[<>&"']/g, (sign) => `&${NAMES[sign]};`);
  const numbered = plain.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  // In a text between tags only the first three need it; HTML has no name for the apostrophe.
  return [
    named,
    numbered,
    named.replaceAll('&apos;', '&#39;'),
    named.replaceAll('&quot;', '"').replaceAll('&apos;', "'"),
  ];
}

/** Without the characters at both ends that neighbours have a part in. */
function base64Of(secret: string, before: number): readonly string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  const whole = bytes.toString('base64url');
  const inner = whole.slice(before === 0 ? 0 : before + 1, bytes.length % 3 === 0 ? undefined : -1);
  return [inner, inner.replaceAll('-', '+').replaceAll('_', '/')];
}
