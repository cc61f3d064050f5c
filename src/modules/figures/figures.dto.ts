import { IsIn, MaxLength } from 'class-validator';
import { IsInstant } from '../api/requests/instant.validator.js';
import { MayBeAbsent } from '../api/requests/optional.validator.js';
import type { Charts, Series } from './figure-charts.js';
import { STEPS } from './figure-grains.js';

export class FiguresQuery {
  /** ISO 8601. Absent: 24 buckets before `to`. */
  @MayBeAbsent()
  @IsInstant()
  @MaxLength(40)
  from?: string;

  /** ISO 8601. Absent: now. */
  @MayBeAbsent()
  @IsInstant()
  @MaxLength(40)
  to?: string;

  /** Length of a bucket in seconds: 300 (kept for two days), 3600 or 86400 (kept for ninety). Absent: 3600. */
  @MayBeAbsent()
  @IsIn(Object.keys(STEPS))
  step?: string;
}

export class SeriesDto {
  /** How it ended; for failures the code of the cause. */
  label!: string;
  /** One number for each bucket. */
  counts!: number[];
}

export class FiguresDto {
  stepSeconds!: number;
  /** When each bucket begins. */
  at!: Date[];
  /** What is older than this was not kept at this step. */
  reach!: Date;
  /** renewed or failed. */
  renewals!: SeriesDto[];
  /** Failed renewals by cause. */
  failures!: SeriesDto[];
  /** resolved, warned (a token that works while its renewal fails) or refused. */
  resolutions!: SeriesDto[];

  static of({ stepSeconds, at, renewals, failures, resolutions }: Charts, reach: Date): FiguresDto {
    return Object.assign(new FiguresDto(), {
      ...{ stepSeconds, at: [...at], reach },
      ...{ renewals: copied(renewals), failures: copied(failures), resolutions: copied(resolutions) },
    });
  }
}

function copied(series: readonly Series[]): SeriesDto[] {
  return series.map(({ label, counts }) => ({ label, counts: [...counts] }));
}
