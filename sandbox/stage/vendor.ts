import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FileDigest } from '../files/file-digest.js';
import type { Answer } from './answer.js';
import type { Call } from './call.js';
import type { Mood, Moods } from './moods.js';
import type { State } from './state.js';
import type { VendorClock } from './vendor-clock.js';

/** One thing that a vendor answers. */
export interface Route {
  /** Names the endpoint for moods and the journal; several routes may share a name. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A host, or `*.suffix` for every host below it. */
  readonly host: string;
  /** Segments; `:name` stands for one segment, `:name+` for one or more. They land in `call.params`. */
  readonly path: string;
  /** Where the bytes of a file go as they come; without it a body is kept whole, up to 32 MiB. */
  file?(call: Call): FileDigest;
  answer(call: Call): Answer | Promise<Answer>;
}

/** What to revoke: one credential, all grants of a client or a user, or everything. */
export interface Revocation {
  readonly credential?: string;
  readonly client?: string;
  readonly user?: string;
}

/** How the vendor words what any vendor says. */
export interface VendorWording {
  /** No such address, or not with this verb (then `allowed` has the verbs that it knows). */
  unknown(call: Call, allowed: readonly string[]): Answer;
  refuses(call: Call, mood: Mood): Answer;
  /** `retryAfter` in seconds; undefined lets the vendor do what it documents. */
  throttles(call: Call, retryAfter: number | undefined): Answer;
  breaksDown(call: Call, status: number): Answer;
}

/** A request that no route takes: the vendor answers it on the connection itself. */
export interface Served {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Path and query as the vendor's own host would get them. */
  readonly target: string;
}

/** A stand-in at work. */
export interface Vendor {
  readonly routes: readonly Route[];
  readonly wording: VendorWording;
  /** Answers everything instead of routes: for a server of somebody else, whose answers no mood can bend. */
  serve?(served: Served): Promise<void>;
  /** Headers that the vendor puts on every answer. */
  headers?(call: Call): Record<string, string>;
  /** Registers a client, key or token at run time; throws `ControlRefusal` with a sentence when it cannot. */
  register(account: Record<string, unknown>): unknown;
  accounts(): unknown;
  /** What people have granted, and what has become of it; absent where nobody grants. */
  grants?(): readonly unknown[];
  /** How many grants or tokens died. */
  revoke(what: Revocation): number;
}

/** What the stage lends to a vendor. */
export interface Backstage {
  readonly clock: VendorClock;
  readonly moods: Moods;
  /** The vendor's memory; kept in its state file when the sandbox was given a folder. */
  state<T extends object>(initial: T): Promise<State<T>>;
}

/** One line of the list in vendors.ts. */
export interface VendorPlan {
  readonly key: string;
  readonly title: string;
  /** Every host that it plays, as hosts or `*.suffix`: the mapping for the broker is made of them. */
  readonly hosts: readonly string[];
  /** What is registered from the start, with well-known values. */
  readonly demo: object;
  open(backstage: Backstage): Promise<Vendor>;
}

/** Said by the control door with status 400. */
export class ControlRefusal extends Error {}
