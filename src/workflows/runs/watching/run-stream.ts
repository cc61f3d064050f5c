import type { TenantCaller } from '../../../modules/callers/caller.js';
import { LiveStream } from '../../../modules/events/streams/live-stream.js';
import type { RunRecordEntity } from '../journal/run-record.entity.js';
import { StepView } from '../runs.dto.js';
import { JournalCursor } from './journal-cursor.js';
import { RunStateView } from './run-streams.dto.js';
import type { WatchedRuns } from './watched-runs.js';

const BATCH = 100;

/** Longer outputs are left out: who wants them asks for the steps. Characters of JSON. */
const LONGEST_OUTPUT = 32 * 1024;

/** What the id of the last event ends with: whoever comes back with it has seen all there will be. */
const ENDED = '.end';

export function hasSeenTheEnd(lastEventId: string | undefined): boolean {
  return lastEventId?.endsWith(ENDED) === true;
}

/** One watcher of one run: each step as it begins and ends, and how the run stands. Ends with the run. */
export class RunStream extends LiveStream {
  protected override readonly restMs = 30;
  readonly #cursor: JournalCursor;
  #state = '';

  constructor(
    caller: TenantCaller,
    readonly runId: string,
    private readonly source: { readonly runs: WatchedRuns; readonly lastEventId: string | undefined },
  ) {
    super(caller);
    const { lastEventId } = source;
    const cursor = lastEventId === undefined ? JournalCursor.start() : JournalCursor.read(lastEventId);
    this.#cursor = cursor ?? JournalCursor.start();
    if (!cursor) this.output.tell({ event: 'gap', data: {} });
  }

  /** A step of which nothing is stored yet. */
  begun(step: RunRecordEntity): void {
    // Whether its input may be seen is known when it has its credential.
    this.output.tell({ event: 'begun', data: StepView.of({ ...step, input: null }) });
  }

  protected async look(): Promise<boolean> {
    const { runs } = this.source;
    // Before the journal: what is read after the end is all there is.
    const state = await runs.state(this.runId);
    if (!state) {
      this.output.end();
      return false;
    }
    const { high, open } = this.#cursor;
    const records = await runs.recordsSince(this.runId, { after: high, open, limit: BATCH });
    for (const record of records) await this.#tellStep(record);
    // Lines that are open are read each time: only what lies behind the cursor leads on.
    if (records.filter(({ seq }) => seq > high).length >= BATCH) return true;
    const view = RunStateView.of(state.run, state.waits);
    await this.#tellState(view);
    return false;
  }

  async #tellStep(record: RunRecordEntity): Promise<void> {
    if (!this.#cursor.take(record.seq, record.endedAt !== null)) return;
    const { output, ...step } = StepView.of(record);
    const isLong = (record.outcome?.length ?? 0) > LONGEST_OUTPUT;
    const shown = output === undefined ? {} : isLong ? { outputLeftOut: true } : { output };
    await this.#tell('step', { ...step, ...shown });
  }

  async #tellState(view: RunStateView): Promise<void> {
    const text = JSON.stringify(view);
    if (text === this.#state) return;
    this.#state = text;
    await this.#tell('run', view);
    if (view.endedAt === undefined) return;
    this.output.tell({ event: 'end', data: {}, id: `${this.#cursor.text ?? ''}${ENDED}` });
    this.output.end();
  }

  async #tell(event: string, data: unknown): Promise<void> {
    const id = this.#cursor.text;
    if (!this.output.tell({ event, data, ...(id !== undefined && { id }) })) await this.output.drained();
  }
}
