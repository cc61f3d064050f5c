import type { ServerResponse } from 'node:http';
import type { ReceivedRequest, VendorServer } from '../../support/vendor-server.js';

export interface StepCall {
  readonly run: string;
  readonly step: number;
  /** The place among all that the vendor got. */
  readonly place: number;
}

/** What the vendor of a fault run got, as calls of steps: their addresses end in `/RUN/STEP`. */
export class StepLog {
  /** Where in the vendor's log a server was killed. */
  readonly kills: number[] = [];
  /** Calls whose caller was gone before they were answered; one of a killed server may be read after the kill was noted. */
  readonly #cut = new Set<ReceivedRequest>();

  constructor(private readonly vendor: VendorServer) {}

  get calls(): readonly StepCall[] {
    return this.vendor.received.map(({ path }, place) => {
      const [step, run = ''] = path.split('/').reverse();
      return { run, step: Number(step), place };
    });
  }

  noteKill(): void {
    this.kills.push(this.vendor.received.length);
  }

  /** To be told of each call before it is answered. */
  follow(response: ServerResponse, request: ReceivedRequest): void {
    response.once('close', () => {
      if (!response.writableEnded) this.#cut.add(request);
    });
  }

  timesSent(method: string): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const each of this.vendor.received.filter((request) => request.method === method))
      counts.set(each.path, (counts.get(each.path) ?? 0) + 1);
    return counts;
  }

  /**
   * What breaks the law: a call of a step whose successor was called already was completed, so it was recorded, and is
   * never sent again; one that is sent again had been under way when a server was killed.
   */
  get violations(): readonly string[] {
    const latest = new Map<string, StepCall>();
    const found: string[] = [];
    for (const call of this.calls) {
      const before = latest.get(call.run);
      latest.set(call.run, call);
      if (call.step === (before?.step ?? -1) + 1) continue;
      if (before !== undefined && call.step === before.step && this.wasCut(before, call)) continue;
      found.push(`run ${call.run}: step ${call.step} after step ${before?.step}`);
    }
    return found;
  }

  private wasCut(before: StepCall, call: StepCall): boolean {
    const request = this.vendor.received[before.place];
    if (request && this.#cut.has(request)) return true;
    return this.kills.some((kill) => before.place < kill && kill <= call.place);
  }
}
