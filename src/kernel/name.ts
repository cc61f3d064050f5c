/** A name that people give to an access token or an app, as it is shown and as it is compared. */
export interface Name {
  readonly shown: string;
  /** Equal for names that differ only in case. */
  readonly folded: string;
}

/** In code points. */
export const NAME_LENGTH = 100;

/** For people: what a name may look like. */
export const NAME_RULE = `must have 1 to ${NAME_LENGTH} letters, digits and spaces`;

/** Marks belong to the letter before them: many scripts cannot be written without. */
const ALLOWED = /^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd} ]*$/u;

/** Trims, folds inner spaces and composes accents; undefined when the text is no name. */
export function parseName(text: string): Name | undefined {
  const shown = text.normalize('NFC').trim().replace(/\s+/gu, ' ');
  if (!ALLOWED.test(shown) || [...shown].length > NAME_LENGTH) return undefined;
  // Without a locale: the same everywhere, so that a Turkish server finds the same token. Upper case first, because
  // only that makes "Größe" and "GRÖSSE" one name.
  return { shown, folded: shown.toUpperCase().toLowerCase().normalize('NFC') };
}
