import type { VendorRequest } from './vendor-exchange.js';

/** Something to tell an address of a customer's own. */
export interface Notice extends Required<Pick<VendorRequest, 'headers' | 'deadlineMs' | 'signal'>> {
  readonly url: string;
  readonly body: string;
}

/** What it answered, without a word of the answer itself. */
export interface NoticeAnswer {
  readonly status: number;
  readonly retryAfterMs?: number;
}
