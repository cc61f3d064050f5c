import type { DurationParts } from '../definition.js';

const ISO =
  /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** An ISO 8601 duration as parts; undefined when it is none, or counts years or months, which have no fixed length. */
export function durationParts(text: string): DurationParts | undefined {
  const match = ISO.exec(text);
  if (!match || !/\d/.test(text)) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return { days: weeks * 7 + days, hours, minutes, seconds };
}

/** Ten years, in milliseconds: a longer wait is a mistake, and dates end somewhere. */
export const LONGEST_DURATION = 3_653 * 86_400_000;

/** Milliseconds of a duration. */
export function durationMs({ days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }: DurationParts): number {
  return Math.max(0, (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds);
}

/** Milliseconds of an ISO 8601 text or of parts; undefined when it is neither. */
export function durationIn(value: unknown): number | undefined {
  const parts = typeof value === 'string' ? durationParts(value) : value;
  if (!areParts(parts)) return undefined;
  const ms = durationMs(parts);
  return Number.isFinite(ms) ? ms : undefined;
}

/** Of parts; what an expression counts down to nothing is no time, what is written so is a mistake. */
export function isNegative(value: unknown): boolean {
  return areParts(value) && Object.values(value).some((part: number) => part < 0);
}

const PARTS = ['days', 'hours', 'minutes', 'seconds', 'milliseconds'];

/** A misspelt part, a text or a list would else be no time at all. */
function areParts(value: unknown): value is DurationParts {
  if (typeof value !== 'object' || value === null) return false;
  const parts = Object.entries(value);
  return parts.length > 0 && parts.every(([name, part]) => PARTS.includes(name) && typeof part === 'number');
}
