import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Subscription } from 'rxjs';
import type { TenantCaller } from '../../../modules/callers/caller.js';
import { Database } from '../../../modules/database/database.js';
import type { LiveStream } from '../../../modules/events/streams/live-stream.js';
import { OpenStreams } from '../../../modules/events/streams/open-streams.js';
import type { RunFilter } from '../run-search.js';
import { RunListStream } from './run-list-stream.js';
import { RunStream } from './run-stream.js';
import { RunWatch } from './run-watch.js';
import { WatchedRuns } from './watched-runs.js';

/** On PostgreSQL another replica may perform the run, and tells nobody here. Milliseconds. */
const LOOK_EVERY = 500;

/** All watchers of runs in this process: woken by what happens here, and by a look at what other replicas did. */
@Injectable()
export class RunStreams implements OnModuleDestroy {
  readonly #ofRuns = new Set<RunStream>();
  readonly #ofLists = new Set<RunListStream>();
  #subscriptions: Subscription[] = [];

  constructor(
    private readonly database: Database,
    private readonly runs: WatchedRuns,
    private readonly watch: RunWatch,
    private readonly room: OpenStreams,
  ) {}

  onModuleDestroy(): void {
    this.#listen(false);
  }

  /** @param lastEventId how much of the journal the watcher has seen. @throws too-many-streams, streams-full */
  openRun(caller: TenantCaller, runId: string, lastEventId: string | undefined): RunStream {
    this.room.requireRoom(caller);
    return this.#open(new RunStream(caller, runId, { runs: this.runs, lastEventId }), this.#ofRuns);
  }

  /** @param since the instant of the last change that the watcher has seen. @throws too-many-streams, streams-full */
  async openList(caller: TenantCaller, filter: RunFilter, since: Date | undefined): Promise<RunListStream> {
    this.room.requireRoom(caller);
    const source = { runs: this.runs, since: since ?? (await this.database.now()), isResumed: since !== undefined };
    return this.#open(new RunListStream(caller, filter, source), this.#ofLists);
  }

  @Interval(LOOK_EVERY)
  look(): void {
    if (this.database.engine !== 'postgres') return;
    for (const stream of [...this.#ofRuns, ...this.#ofLists]) stream.wake();
  }

  #open<T extends LiveStream>(stream: T, streams: Set<T>): T {
    this.room.add(stream);
    streams.add(stream);
    this.#listen(true);
    stream.onEnd(() => {
      streams.delete(stream);
      this.#listen(this.#ofRuns.size + this.#ofLists.size > 0);
    });
    stream.wake();
    return stream;
  }

  /** Only while somebody watches: so nothing is told to nobody. */
  #listen(isWatched: boolean): void {
    if (isWatched === this.#subscriptions.length > 0) return;
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
    if (!isWatched) {
      this.#subscriptions = [];
      return;
    }
    this.#subscriptions = [
      this.watch.moved.subscribe(({ id, tenantId }) => {
        for (const stream of this.#ofRuns) if (stream.runId === id) stream.wake();
        for (const stream of this.#ofLists) if (tenantId === undefined || stream.tenantId === tenantId) stream.wake();
      }),
      this.watch.begun.subscribe((step) => {
        for (const stream of this.#ofRuns) if (stream.runId === step.runId) stream.begun(step);
      }),
    ];
  }
}
