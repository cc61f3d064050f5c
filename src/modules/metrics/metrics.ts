import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { COUNTED, type Counted, MEASURED, type Measured, TIMED, type Timed } from './metric-names.js';

/** Seconds; from an answer out of memory to a vendor's deadline. */
const BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** How often something happened. Where it happens very often, it is kept and raised directly. */
export interface Count {
  times: number;
}

/**
 * What the house counts. Every name and every label stands in `metric-names.ts`; label values are words of ours, never
 * a tenant's. Counting is adding to a plain number: the exposition is made when somebody asks for it.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly #counts = new Map<Counted, Map<string, Count>>();
  readonly #histograms = new Map<Timed, Histogram>();

  constructor() {
    for (const name of Object.keys(COUNTED) as Counted[]) this.#count(name);
    for (const [name, { help, labels }] of Object.entries(TIMED)) {
      const options = { name: `latchkey_${name}`, help, labelNames: labels, buckets: BUCKETS };
      this.#histograms.set(name as Timed, new Histogram({ ...options, registers: [this.registry] }));
    }
  }

  /** @param values of the labels, in the order of their names */
  count(name: Counted, ...values: readonly string[]): void {
    this.counter(name, ...values).times += 1;
  }

  counter(name: Counted, ...values: readonly string[]): Count {
    const counts = this.#counts.get(name);
    const key = values.join('\n');
    const known = counts?.get(key);
    if (known) return known;
    const count: Count = { times: 0 };
    counts?.set(key, count);
    return count;
  }

  /** @param values of the labels, in the order of their names */
  time(name: Timed, seconds: number, ...values: readonly string[]): void {
    this.#histograms
      .get(name)
      ?.labels(...values)
      .observe(seconds);
  }

  /** Asked whenever somebody scrapes; must be cheap. */
  measure(name: Measured, read: () => number | Promise<number>): void {
    const gauge: Gauge = new Gauge({
      name: `latchkey_${name}`,
      help: MEASURED[name].help,
      registers: [],
      collect: async (): Promise<void> => gauge.set(await read()),
    });
    this.registry.registerMetric(gauge);
  }

  #count(name: Counted): void {
    const counts = new Map<string, Count>();
    this.#counts.set(name, counts);
    const { help, labels } = COUNTED[name];
    const counter: Counter = new Counter({
      name: `latchkey_${name}_total`,
      help,
      labelNames: labels,
      registers: [this.registry],
      collect: (): void => {
        counter.reset();
        for (const [key, { times }] of counts)
          counter.labels(...(labels.length === 0 ? [] : key.split('\n'))).inc(times);
      },
    });
  }
}
