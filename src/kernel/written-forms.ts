/**
 * The forms in which a secret may stand in somebody's answer: as it is, quoted in JSON, in an address, and in Base64,
 * where what stands before it decides which of three it is.
 */
export function writtenForms(secret: string): readonly string[] {
  const inAddress = encodeURIComponent(secret);
  return [
    ...new Set([
      secret,
      JSON.stringify(secret).slice(1, -1),
      inAddress,
      inAddress.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
      ...[0, 1, 2].flatMap((before) => base64Of(secret, before)),
    ]),
  ];
}

/** Without the characters at both ends that neighbours have a part in. */
function base64Of(secret: string, before: number): readonly string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  const whole = bytes.toString('base64url');
  const inner = whole.slice(before === 0 ? 0 : before + 1, bytes.length % 3 === 0 ? undefined : -1);
  return [inner, inner.replaceAll('-', '+').replaceAll('_', '/')];
}
