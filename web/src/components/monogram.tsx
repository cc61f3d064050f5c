import { Box } from '@mantine/core';
import classes from './monogram.module.css';

interface MonogramProps {
  /** The key of a connector: the same colour everywhere. */
  readonly name: string;
  readonly title: string;
  readonly size?: number;
}

const TONES = 12;

/** A connector's mark: two letters on a tone of its own. No vendor's logo is shown. */
export function Monogram({ name, title, size = 32 }: MonogramProps) {
  return (
    <Box
      aria-hidden
      className={classes.mark}
      style={{ width: size, height: size, fontSize: size * 0.4, '--hue': hueOf(name) }}
    >
      {lettersOf(title)}
    </Box>
  );
}

function lettersOf(title: string): string {
  const words = title.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u).filter(Boolean);
  const [first = '', second] = words;
  return second === undefined ? first.slice(0, 2) : `${first[0]}${second[0]}`;
}

function hueOf(name: string): number {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973;
  return Math.round(((sum % TONES) * 360) / TONES);
}
