import type { LookupFunction } from 'node:net';
import type { HostMapping } from '../../kernel/setting.js';

/** What an operator decides about calls to vendors; injected by this class. Durations are milliseconds. */
export abstract class ConnectorsOptions {
  /** Vendor hosts that a sandbox answers. */
  readonly sandboxHosts?: readonly HostMapping[];
  /** Exact host names or `*.suffix` that may resolve to private addresses and may be spoken to without TLS. */
  readonly allowedPrivateHosts?: readonly string[];
  /** For a whole call to a token endpoint, a probe or an action; default 30 s. */
  readonly vendorTimeoutMs?: number;
  /** Until a connection stands; default 10 s. */
  readonly connectTimeoutMs?: number;
  /** Longest buffered answer, in bytes; default 10 MiB. */
  readonly maxAnswerBytes?: number;
  /** Name resolution; default the system's. */
  readonly lookup?: LookupFunction;
}
