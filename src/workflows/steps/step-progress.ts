import { Injectable } from '@nestjs/common';
import type { ActionProgress } from '../../connectors/contract/action.js';

/** How far steps under way have come, where their actions tell. Known only to the server that performs them. */
@Injectable()
export class StepProgress {
  readonly #notes = new Map<string, ActionProgress>();

  /** Follows a step while the work lasts. */
  async during<T>(runId: string, step: string, work: (tell: (note: ActionProgress) => void) => Promise<T>): Promise<T> {
    const key = `${runId} ${step}`;
    try {
      return await work((note) => this.#notes.set(key, note));
    } finally {
      this.#notes.delete(key);
    }
  }

  of(runId: string, step: string): ActionProgress | undefined {
    return this.#notes.get(`${runId} ${step}`);
  }
}
