import type { TenantCaller } from '../../../modules/callers/caller.js';
import { LiveStream } from '../../../modules/events/streams/live-stream.js';
import type { RunFilter } from '../run-search.js';
import { MovedRunView } from './run-streams.dto.js';
import type { WatchedRuns } from './watched-runs.js';

const BATCH = 200;

/** Transactions commit later than they say they were written; so far back is looked again. Milliseconds. */
const OVERLAP = 5_000;

/** One watcher of a list of runs: each run that begins or has another status. */
export class RunListStream extends LiveStream {
  protected override readonly restMs = 200;
  /** When runs changed that were told already, as far as they are read again. */
  readonly #told = new Map<string, string>();
  #since: Date;
  /** Where the reading goes on, when there was more than a batch. */
  #place: { readonly at: Date; readonly after: string } | undefined;

  constructor(
    caller: TenantCaller,
    private readonly filter: RunFilter,
    private readonly source: { readonly runs: WatchedRuns; readonly since: Date; readonly isResumed: boolean },
  ) {
    super(caller);
    this.#since = source.since;
  }

  get tenantId(): string {
    return this.filter.tenantId;
  }

  protected async look(): Promise<boolean> {
    const place = this.#place ?? { at: this.#from(), after: '' };
    const moved = await this.source.runs.movedSince(this.filter, { ...place, limit: BATCH });
    for (const run of moved) await this.#tell(MovedRunView.of(run));
    const last = moved.at(-1);
    if (last && last.updatedAt > this.#since) this.#since = last.updatedAt;
    this.#forget();
    this.#place = last && moved.length === BATCH ? { at: last.updatedAt, after: last.id } : undefined;
    return this.#place !== undefined;
  }

  #from(): Date {
    const { since: start, isResumed } = this.source;
    const back = new Date(this.#since.getTime() - OVERLAP);
    // A new listener is told what comes, not what was.
    return isResumed || back > start ? back : start;
  }

  async #tell(view: MovedRunView): Promise<void> {
    const state = `${view.status} ${view.updatedAt.toISOString()}`;
    if (this.#told.get(view.id) === state) return;
    this.#told.set(view.id, state);
    const id = view.updatedAt.toISOString();
    if (!this.output.tell({ event: 'run', data: view, id })) await this.output.drained();
  }

  #forget(): void {
    const oldest = new Date(this.#since.getTime() - OVERLAP).toISOString();
    for (const [id, state] of this.#told) if ((state.split(' ')[1] ?? '') < oldest) this.#told.delete(id);
  }
}
