import { setTimeout as wait } from 'node:timers/promises';

/** A call that a slow mood holds at this moment. */
export interface WaitingCall {
  readonly endpoint: string;
  /** Whether the vendor has done what the call asked for. */
  readonly isDone: boolean;
}

/** Where slow moods keep their calls. */
export class WaitingRoom {
  private readonly calls = new Set<WaitingCall>();

  list(): WaitingCall[] {
    return [...this.calls];
  }

  /** Resolves after `ms` milliseconds; rejects when the stage closes. */
  async hold(call: WaitingCall, ms: number, closing: AbortSignal): Promise<void> {
    this.calls.add(call);
    try {
      await wait(ms, undefined, { signal: closing });
    } finally {
      this.calls.delete(call);
    }
  }
}
