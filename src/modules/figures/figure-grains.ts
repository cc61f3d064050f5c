const SECOND = 1_000;
const HOUR = 60 * 60 * SECOND;
const DAY = 24 * HOUR;

/** Counts are kept twice: finely for a while, by the hour for longer. Milliseconds. */
export const GRAINS = {
  fine: { lengthMs: 5 * 60 * SECOND, keptMs: 2 * DAY },
  hour: { lengthMs: HOUR, keptMs: 90 * DAY },
} as const;
export type Grain = keyof typeof GRAINS;
export const GRAIN_NAMES: readonly Grain[] = ['fine', 'hour'];

/** How long one bucket of an answer may be, seconds, and from which grain it is made. */
export const STEPS = { 300: 'fine', 3600: 'hour', 86400: 'hour' } as const satisfies Record<number, Grain>;
export type Step = keyof typeof STEPS;

/** The beginning of the bucket that the instant falls into; days begin at midnight UTC. */
export function bucketOf(at: Date, lengthMs: number): Date {
  return new Date(Math.floor(at.getTime() / lengthMs) * lengthMs);
}
