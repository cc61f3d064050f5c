/** A task as one run performs it. */
export interface TaskPlace {
  /** With iterations, visits and attempts of tasks around it: unique in the run. */
  readonly instance: string;
  /** The place in the definition. */
  readonly path: string;
}

interface Segment {
  readonly text: string;
  /** Up to and including it. */
  readonly upTo: string;
}

/**
 * The task that a record or a wait belongs to, with the tasks around it, the outermost first. A name is the place in the
 * definition with what makes it unique: `/do/0/each[2]/do/1/send!3/mended` is of `/do/0/each` and `/do/0/each[2]/do/1/send`.
 * @param path the place in the definition, where it is known
 */
export function placesOf(name: string, path?: string): TaskPlace[] {
  // Between two rounds of a task that is tried again: it is the task that waits.
  const named = tasksIn(name.replace(/~\d+(?=\/delay$)/, ''));
  const placed = path === undefined ? undefined : tasksIn(path);
  let plain = '';
  return named.map(({ text, upTo }, index) => {
    const place = placed?.[index];
    const title = place?.text ?? undecorated(text);
    const visit = /^#\d+/.exec(text.slice(title.length))?.[0] ?? '';
    const around = upTo.slice(0, upTo.length - text.length);
    plain += undecoratedPath(around.slice(named[index - 1]?.upTo.length ?? 0)) + title;
    return { instance: around + title + visit, path: place?.upTo ?? plain };
  });
}

/** The segments that are titles of tasks: each stands behind its number in a list. */
function tasksIn(pointer: string): Segment[] {
  const segments = pointer.split('/');
  const tasks: Segment[] = [];
  for (let index = 1; index < segments.length - 1; index += 1) {
    if (!/^\d+$/.test(segments[index] ?? '')) continue;
    index += 1;
    tasks.push({ text: segments[index] ?? '', upTo: segments.slice(0, index + 1).join('/') });
  }
  return tasks;
}

/** Without iteration, attempt, round of retries and visit. */
function undecorated(text: string): string {
  return text.replace(/(?:\[\d+\]|!\d+|#\d+|~(?:[2-9]|\d{2,}))+$/, '');
}

function undecoratedPath(between: string): string {
  return between.replace(/^[^/]*/, '');
}
