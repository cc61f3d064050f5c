import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { FigureEntity, FigureKind } from './figure.entity.js';
import { bucketOf, GRAINS, STEPS, type Step } from './figure-grains.js';
import { FigureRows } from './figure-rows.js';
import { badSpan } from './figures.errors.js';

/** Points of one chart; a browser draws no more of use. */
const MOST_BUCKETS = 2_200;
const USUAL_BUCKETS = 24;

export interface ChartWish {
  readonly tenantId: string;
  readonly from?: Date;
  readonly to?: Date;
  /** Seconds. */
  readonly step: Step;
}

/** How often something happened, bucket by bucket. */
export interface Series {
  readonly label: string;
  readonly counts: readonly number[];
}

export interface Charts extends Readonly<Record<FigureKind, readonly Series[]>> {
  readonly stepSeconds: number;
  /** When each bucket begins. */
  readonly at: readonly Date[];
}

/** Figures over time, ready to be drawn: every bucket is there, also one in which nothing happened. */
@Injectable()
export class FigureCharts {
  constructor(
    private readonly rows: FigureRows,
    private readonly clock: Clock,
  ) {}

  /** @throws bad-span */
  async of({ tenantId, step, ...wish }: ChartWish): Promise<Charts> {
    const lengthMs = step * 1_000;
    const until = wish.to ?? this.clock.now();
    const first = bucketOf(wish.from ?? new Date(until.getTime() - (USUAL_BUCKETS - 1) * lengthMs), lengthMs);
    const count = Math.ceil((until.getTime() - first.getTime()) / lengthMs);
    if (count < 1) throw badSpan('The span must end after it begins.');
    if (count > MOST_BUCKETS) throw badSpan(`The span has more than ${MOST_BUCKETS} buckets. Ask for a longer step.`);
    const at = Array.from({ length: count }, (_each, index) => new Date(first.getTime() + index * lengthMs));
    const to = new Date(first.getTime() + count * lengthMs);
    const found = await this.rows.read({ tenantId, grain: STEPS[step], from: first, to });
    const seriesOf = (kind: FigureKind) => drawn(found, { kind, first, lengthMs, count });
    return {
      ...{ stepSeconds: step, at },
      ...{ renewals: seriesOf('renewals'), failures: seriesOf('failures'), resolutions: seriesOf('resolutions') },
    };
  }

  /** The oldest instant that a chart of this step can show. */
  reachOf(step: Step): Date {
    return new Date(this.clock.now().getTime() - GRAINS[STEPS[step]].keptMs);
  }
}

interface Drawing {
  readonly kind: FigureKind;
  readonly first: Date;
  readonly lengthMs: number;
  readonly count: number;
}

function drawn(rows: readonly FigureEntity[], { kind, first, lengthMs, count }: Drawing): Series[] {
  const series = new Map<string, number[]>();
  for (const { label, bucket, times } of rows.filter((row) => row.kind === kind)) {
    const counts = series.get(label) ?? new Array<number>(count).fill(0);
    const index = Math.floor((bucket.getTime() - first.getTime()) / lengthMs);
    counts[index] = (counts[index] ?? 0) + times;
    series.set(label, counts);
  }
  return [...series].sort(([one], [other]) => (one < other ? -1 : 1)).map(([label, counts]) => ({ label, counts }));
}
