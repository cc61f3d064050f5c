import { runTexts } from '../../texts/runs.js';

const { took: texts } = runTexts;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long something took, in the coarsest two units that say it. */
export function tookText(startedAt: string, endedAt: string): string {
  const ms = Math.max(0, Date.parse(endedAt) - Date.parse(startedAt));
  if (ms < SECOND) return texts.milliseconds(ms);
  if (ms < MINUTE) return texts.seconds((ms / SECOND).toFixed(1));
  if (ms < HOUR) return texts.minutes(Math.floor(ms / MINUTE), Math.floor((ms % MINUTE) / SECOND));
  return texts.hours(Math.floor(ms / HOUR), Math.floor((ms % HOUR) / MINUTE));
}
