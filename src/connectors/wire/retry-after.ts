const LONGEST_MS = 24 * 60 * 60 * 1000;
/** Some count in parts of a second. */
const SECONDS = /^\d{1,15}(?:\.\d{1,9})?$/;
/** The first two forms of RFC 9110 section 5.6.7, and what many write instead of them. */
const DATE = /^(?:[A-Z][a-z]{2,8}, .+ GMT|\d{4}-\d\d-\d\dT.+)$/;
/** The third form, which names no zone and means this one. */
const ASCTIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

/**
 * How long a vendor asks to wait: seconds, or a date (RFC 9110 section 10.2.3). Milliseconds, at most a day; undefined
 * when it does not say or cannot be read.
 */
export function retryAfterMs(value: string | readonly string[] | undefined, now: Date): number | undefined {
  const text = [value].flat()[0]?.trim() ?? '';
  const ms = SECONDS.test(text) ? Number(text) * 1000 : instantOf(text) - now.getTime();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(Math.ceil(ms), 0), LONGEST_MS);
}

/** A text that only looks like a date to the parser must not mean "at once". */
function instantOf(text: string): number {
  if (DATE.test(text)) return Date.parse(text);
  return ASCTIME.test(text) ? Date.parse(`${text} GMT`) : Number.NaN;
}
