import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, ApiClient } from '../../../support/api-client.js';

export interface DefiniteAnswer extends Answer {
  /** An earlier attempt had no answer, and may have been done all the same. */
  readonly isRepeated: boolean;
}

const AGAIN_AFTER = 50;

/** An admin who asks any replica, and another one when the answer is lost. */
export class SteadfastAdmin {
  repeated = 0;

  constructor(
    private readonly urls: readonly string[],
    private readonly key: string,
  ) {}

  /** The first answer that says what became of the request: not a broken connection, and no 5xx. */
  async ask(send: (client: ApiClient) => Promise<Answer>): Promise<DefiniteAnswer> {
    for (let isRepeated = false; ; isRepeated = true) {
      try {
        const answer = await send(this.anyClient());
        if (answer.status < 500) return { ...answer, isRepeated };
      } catch {
        // The connection broke, or nobody listens there.
      }
      if (!isRepeated) this.repeated += 1;
      await wait(AGAIN_AFTER);
    }
  }

  anyServer(): { readonly url: string; readonly key: string } {
    const url = this.urls[Math.floor(Math.random() * this.urls.length)];
    if (url === undefined) throw new Error('There is no server to ask');
    return { url, key: this.key };
  }

  private anyClient(): ApiClient {
    const { url, key } = this.anyServer();
    return new ApiClient(url, key);
  }
}
