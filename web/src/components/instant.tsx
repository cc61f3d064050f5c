import { Text, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { timeTexts } from '../texts/times.js';

interface InstantProps {
  /** ISO 8601; absent shows `otherwise`. */
  readonly at: string | undefined;
  readonly otherwise?: string;
  /** `distance`: "2 minutes ago". `short`: "2 min. ago", for columns. `date`: the reader's date and time. */
  readonly as?: 'distance' | 'short' | 'date';
}

const MINUTE = 60_000;
const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 24 * 60 * MINUTE],
  ['month', 30 * 24 * 60 * MINUTE],
  ['day', 24 * 60 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
];

const distance = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const short = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' });
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A time in the reader's zone; the exact one in UTC shows on hover and on focus. */
export function Instant({ at, otherwise = timeTexts.never, as = 'distance' }: InstantProps) {
  const now = useNow();
  if (at === undefined)
    return (
      <Text span inherit c="dimmed">
        {otherwise}
      </Text>
    );
  const instant = new Date(at);
  const label = as === 'date' ? local.format(instant) : distanceOf(instant, now, as === 'short' ? short : distance);
  const exact = `${local.format(instant)} · ${timeTexts.exact(instant.toISOString().slice(0, 19).replace('T', ' '))}`;
  return (
    <Tooltip label={exact}>
      <time dateTime={instant.toISOString()} tabIndex={-1}>
        {label}
      </time>
    </Tooltip>
  );
}

/** "in 3 days", "2 hours ago". */
export function distanceOf(instant: Date, now: Date, words = distance): string {
  const away = instant.getTime() - now.getTime();
  const unit = UNITS.find(([, length]) => Math.abs(away) >= length);
  if (!unit) return away > 0 ? timeTexts.soon : timeTexts.now;
  return words.format(Math.round(away / unit[1]), unit[0]);
}

/** The present, once a minute; distances would grow stale otherwise. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(new Date()), MINUTE);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}
