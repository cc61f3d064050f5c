import type { Json } from '../../support/api-client.js';

/** What a journal and the events told of one run say together: each broken law in words. */
export function brokenLaws(steps: readonly Json[], events: readonly Json[]): string[] {
  const told = events.toSorted((one, other) => Number(one.sequence) - Number(other.sequence)).map(toldOf);
  return [...sequenceBreaks(told), ...runBreaks(told), ...tasksIn(steps).flatMap((task) => taskBreaks(task, told))];
}

interface Told {
  /** Such as `task.completed`. */
  readonly what: string;
  readonly task: string | undefined;
  readonly sequence: number;
}

function toldOf({ type, sequence, data }: Json): Told {
  return { what: /\.(\w+\.[\w-]+)\.v1$/.exec(type)?.[1] ?? type, task: data.instance, sequence: Number(sequence) };
}

/** In order, without a gap, and none twice. */
function sequenceBreaks(told: readonly Told[]): string[] {
  return told.every(({ sequence }, index) => sequence === index + 1)
    ? []
    : [`the numbers are ${told.map(({ sequence }) => sequence).join()}`];
}

/** It starts once and first, and ends once and last. */
function runBreaks(told: readonly Told[]): string[] {
  const lasting = told.filter(({ what }) => !what.endsWith('status-changed'));
  const ends = lasting.filter(({ what }) => /^workflow\.(started|completed|faulted|cancelled)$/.test(what));
  const kinds = ends.map(({ what }) => what).join();
  const isRight =
    kinds === 'workflow.started,workflow.completed' && lasting[0] === ends[0] && lasting.at(-1) === ends[1];
  return isRight ? [] : [`the run is told as ${lasting.map(({ what }) => what).join()}`];
}

/** The tasks of the journal in their order, each with what it came to. */
function tasksIn(steps: readonly Json[]): readonly (readonly [name: string, after: string | undefined])[] {
  const names = [...new Set(steps.filter(({ kind }) => kind === 'step').map(({ path }) => String(path)))];
  return names.map((name, index) => [name, names[index - 1]]);
}

/** Begun at least once and completed once, in this order, and not before the task in front of it was completed. */
function taskBreaks([name, before]: readonly [string, string | undefined], told: readonly Told[]): string[] {
  const places = (what: string, task: string | undefined) =>
    told.flatMap((each, place) => (each.what === what && each.task === task ? [place] : []));
  const [began, completed] = [places('task.started', name), places('task.completed', name)];
  const failed = [...places('task.faulted', name), ...places('task.cancelled', name)];
  const [end = -1] = completed;
  const isWhole = began.length > 0 && completed.length === 1 && failed.length === 0 && began.every((one) => one < end);
  const isInTurn = before === undefined || (places('task.completed', before)[0] ?? 0) < (began[0] ?? 0);
  return isWhole && isInTurn ? [] : [`${name} began at ${began.join()} and was completed at ${completed.join()}`];
}
