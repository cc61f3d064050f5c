import type { GrantBook } from '../oauth/grant-book.js';
import type { GrantData } from '../oauth/grants.js';
import type { State } from '../stage/state.js';
import type { Backstage } from '../stage/vendor.js';
import type { Integration, NetsuiteClient, NetsuiteToken } from './accounts.js';
import type { AsyncJob } from './async/async-job.js';
import type { RecordStore } from './records/record-store.js';

/** Everything this NetSuite remembers. */
export interface NetsuiteState {
  /** Account ids: `1234567`, `1234567_SB1`. */
  readonly accounts: string[];
  readonly integrations: Map<string, Integration>;
  readonly tokens: Map<string, NetsuiteToken>;
  readonly clients: Map<string, NetsuiteClient>;
  readonly grants: GrantData;
  /** `key token timestamp nonce` of every accepted signature, with the time until which it is kept (seconds). */
  readonly nonces: Map<string, number>;
  /** Failed attempts in a row by `account token`, and until when that pair is locked (milliseconds). */
  readonly failures: Map<string, { count: number; lockedUntil: number }>;
  readonly records: RecordStore;
  /** Requests that were answered later. */
  readonly jobs: Map<string, AsyncJob>;
}

/** What the rooms of this vendor work with. */
export interface NetsuiteDesk {
  readonly state: State<NetsuiteState>;
  readonly book: GrantBook;
  readonly clock: Backstage['clock'];
}
