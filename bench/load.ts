import autocannon from 'autocannon';
import type { MeasuredProcess } from './processes.js';

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How long it is sent; default 5. */
  readonly seconds?: number;
}

/** How fast, and what each piece of work took of the processor. */
export interface Pace {
  readonly perSecond: number;
  readonly cpuMicroseconds: number;
}

export interface Figures extends Pace {
  readonly p50: number;
  readonly p99: number;
}

const SECONDS = 5;
const CONNECTIONS = 32;

/** Loads one server for some seconds; every answer must be a success. */
export async function load(server: MeasuredProcess, request: Request, connections = CONNECTIONS): Promise<Figures> {
  const before = server.cpuMs();
  const { path, seconds = SECONDS, ...rest } = request;
  const result = await autocannon({ url: `${server.url}${path}`, connections, duration: seconds, ...rest });
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad > 0) throw new Error(`${bad} of ${result.requests.total} answers from ${path} were no success`);
  return {
    perSecond: result.requests.average,
    cpuMicroseconds: ((server.cpuMs() - before) * 1_000) / result.requests.total,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

export interface Contender {
  readonly name: string;
  readonly run: () => Promise<Figures>;
}

const ROUNDS = 3;

/** Runs both in turns, so that a noisy machine disturbs both, and prints the best round of each and their ratio. */
export async function compare(title: string, baseline: Contender, ours: Contender): Promise<void> {
  const rounds: { baseline: Figures; ours: Figures }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ baseline: await baseline.run(), ours: await ours.run() });
  }
  const best = {
    baseline: fastest(rounds.map((round) => round.baseline)),
    ours: fastest(rounds.map((round) => round.ours)),
  };
  process.stdout.write(
    [
      title,
      line(baseline.name, best.baseline),
      line(ours.name, best.ours),
      `  ratio: ${(best.ours.perSecond / best.baseline.perSecond).toFixed(2)} of the requests per second, ` +
        `${(best.ours.cpuMicroseconds / best.baseline.cpuMicroseconds).toFixed(1)} times the CPU per request, ` +
        `p50 ${(best.ours.p50 - best.baseline.p50).toFixed(2)} ms above`,
      '',
    ].join('\n'),
  );
}

function fastest(figures: readonly Figures[]): Figures {
  const [first, ...rest] = figures;
  if (!first) throw new Error('No round was run');
  return rest.reduce((best, each) => (each.perSecond > best.perSecond ? each : best), first);
}

function line(name: string, { perSecond, cpuMicroseconds, p50, p99 }: Figures): string {
  const rate = Math.round(perSecond).toString().padStart(8);
  return `  ${name.padEnd(34)}${rate}/s ${cpuMicroseconds.toFixed(1).padStart(8)} µs CPU  p50 ${p50} ms  p99 ${p99} ms`;
}
