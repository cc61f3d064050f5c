import type { Pace } from './load.js';

interface Contender {
  readonly name: string;
  readonly run: () => Promise<Pace>;
}

/** The first rounds warm up and do not count. */
const WARMING = 2;

/**
 * Runs all in turns, so that a busy machine disturbs all alike, and prints for each the median of its rounds and of its
 * ratios to the first one in the same round; for the CPU also of the difference.
 */
export async function alternate(title: string, contenders: readonly Contender[], rounds: number): Promise<void> {
  const figures = new Map<Contender, Pace[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round < rounds + WARMING; round += 1) {
    for (const [contender, measured] of figures) {
      const figure = await contender.run();
      if (round >= WARMING) measured.push(figure);
    }
  }
  const [first = []] = figures.values();
  process.stdout.write(`${title}\n`);
  for (const [{ name }, measured] of figures) {
    const rate = median(measured.map(({ perSecond }) => perSecond));
    const cpu = median(measured.map(({ cpuMicroseconds }) => cpuMicroseconds));
    const rateRatio = median(measured.map(({ perSecond }, round) => perSecond / (first[round]?.perSecond ?? 1)));
    const cpuRatio = median(
      measured.map(({ cpuMicroseconds }, round) => cpuMicroseconds / (first[round]?.cpuMicroseconds ?? 1)),
    );
    const above = median(
      measured.map(({ cpuMicroseconds }, round) => cpuMicroseconds - (first[round]?.cpuMicroseconds ?? 0)),
    );
    process.stdout.write(
      `  ${name.padEnd(34)}${rate.toFixed(0).padStart(8)}/s (${rateRatio.toFixed(2)})  ` +
        `${cpu.toFixed(1).padStart(7)} µs CPU (${cpuRatio.toFixed(2)}, ${above < 0 ? '' : '+'}${above.toFixed(1)})\n`,
    );
  }
  process.stdout.write('\n');
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
