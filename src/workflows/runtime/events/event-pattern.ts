/** The expression by which jq tries a text that is a regular expression; undefined for plain text. */
export function patternOf(text: string): string | undefined {
  return /[\\^$*+?()[\]{}|]/.test(text) ? `test(${JSON.stringify(`^(?:${text})$`)})` : undefined;
}
