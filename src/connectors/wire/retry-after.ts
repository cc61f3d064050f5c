const LONGEST_MS = 24 * 60 * 60 * 1000;

/**
 * How long a vendor asks to wait: seconds, or an HTTP date (RFC 9110 section 10.2.3). Milliseconds, at most a day;
 * undefined when it does not say or cannot be read.
 */
export function retryAfterMs(value: string | readonly string[] | undefined, now: Date): number | undefined {
  const text = [value].flat()[0]?.trim();
  if (!text) return undefined;
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), LONGEST_MS);
}
