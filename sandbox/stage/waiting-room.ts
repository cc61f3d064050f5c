import { setTimeout as wait } from 'node:timers/promises';

/** A call that a slow mood holds at this moment. */
export interface WaitingCall {
  readonly endpoint: string;
  /** Whether the vendor has done what the call asked for. */
  readonly isDone: boolean;
}

/** Where slow moods keep their calls. */
export class WaitingRoom {
  private readonly calls = new Map<WaitingCall, AbortController>();

  list(): WaitingCall[] {
    return [...this.calls.keys()];
  }

  /** Resolves after `ms` milliseconds, or when all are let go; rejects when the stage closes. */
  async hold(call: WaitingCall, ms: number, closing: AbortSignal): Promise<void> {
    const leave = new AbortController();
    this.calls.set(call, leave);
    try {
      await wait(ms, undefined, { signal: AbortSignal.any([closing, leave.signal]) });
    } catch (error) {
      if (closing.aborted) throw error;
    } finally {
      this.calls.delete(call);
    }
  }

  /** Nobody waits any longer. */
  letGo(): void {
    for (const leave of this.calls.values()) leave.abort();
  }
}
