import type { ForecastEntry } from '../outlook/forecast-entry.js';
import type { ForecastEntryDto } from './care.dto.js';

/** As a caller sees it. */
export function entryViewOf({ kind, at, isCertain, message, remedy, isPreventable }: ForecastEntry): ForecastEntryDto {
  return { kind, at, isCertain, message, remedy, isPreventable };
}
