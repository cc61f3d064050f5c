import type { FileFacts } from './action-file.js';
import type { BindLanguage } from './bound-text.js';
import type { CancelSignal } from './vendor-exchange.js';

/** What a designer can do with a connector: one request, a file that comes as a stream, or a conversation. */
export type Action = RequestAction | FileAction | ConversationAction;

interface ActionFacts {
  /** Camel case, unique in its connector; a process calls it as `connector.key`. */
  readonly key: string;
  readonly title: string;
  /** One or two sentences for whoever chooses it. */
  readonly help?: string;
  /** None may be called `token`, which names the access token, nor `maxPages`, which the frame adds. */
  readonly inputs: Readonly<Record<string, ActionInput>>;
  /** JSON Schema of the output. */
  readonly output: Readonly<Record<string, unknown>>;
  /** Whether the step may be repeated when its outcome is unknown. */
  readonly repeatable: boolean;
  /** It changes nothing at the vendor, whatever its inputs are; only such an action may serve a lookup of a form. */
  readonly reads?: true;
  /** Where the vendor takes a key by which it knows a repetition; with one, the action may be repeated. */
  readonly idempotencyKey?: { readonly header: string };
}

/** One request built from inputs, or as many as there are pages. */
export interface RequestAction extends ActionFacts {
  /** How the body is read; default `json`, and whatever is no JSON stays text. */
  readonly answer?: 'json' | 'text';
  /** Its answers are pages of a list: the output is `{ items, hasMore }` and what `read` makes of the last answer. */
  readonly pages?: ActionPages;
  build(inputs: ActionInputs): ActionRequest;
  /** Picks the output from the vendor's answer; default: the JSON body. Of a paged action: what stands beside the items. */
  read?(answer: ActionAnswer, inputs: ActionInputs): unknown;
}

export interface ActionPages {
  items(answer: ActionAnswer): readonly unknown[];
  /** The request for the page after this one; undefined when this is the last. */
  next(answer: ActionAnswer, request: ActionRequest): ActionRequest | undefined;
}

/** Its answer is a file, which passes as a stream. In a process its output is a file value that refers to it. */
export interface FileAction extends ActionFacts {
  readonly answer: 'file';
  build(inputs: ActionInputs): ActionRequest;
  /** What the head of the answer says of the file, besides the usual headers; its body is undefined. */
  describe?(answer: ActionAnswer): FileFacts;
  /** Tells of the file without its content, for the file value; without it the value has only what the inputs say. */
  readonly look?: {
    build(inputs: ActionInputs): ActionRequest;
    read(answer: ActionAnswer, inputs: ActionInputs): FileFacts;
  };
}

/** Several requests that depend on each other, such as an upload in parts. */
export interface ConversationAction extends ActionFacts {
  perform(inputs: ActionInputs, vendor: ActionVendor): Promise<unknown>;
}

/** All that a conversation knows of the world. What it sends is signed, judged, repeated, healed and throttled below. */
export interface ActionVendor {
  /** @throws what says who must act, for every status that is no success and not among `expects` */
  send(request: ActionRequest): Promise<ActionAnswer>;
  /** What to throw for an answer among `expects` that is a failure after all. */
  refusal(answer: ActionAnswer): Error;
  /** What to throw when the vendor tells of a failure elsewhere than in a status, in its words and with its code. */
  failure(words: string, vendorCode?: string): Error;
  /** Milliseconds. @throws when whoever asked has gone away */
  pause(ms: number): Promise<void>;
  /** For whoever watches. */
  progress(note: ActionProgress): void;
  /** The same for every repetition of this call. */
  readonly idempotencyKey: string;
  readonly signal: CancelSignal | undefined;
}

export interface ActionProgress {
  readonly done: number;
  readonly total?: number;
  /** The vendor's word for what goes on. */
  readonly state?: string;
}

/** Checked, with defaults; a file input is an `ActionFile`. */
export type ActionInputs = Readonly<Record<string, unknown>>;

export interface ActionInput {
  readonly label: string;
  readonly help?: string;
  /** JSON Schema of the value. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly required: boolean;
  readonly default?: unknown;
  /** The language of a text in which a lookup may let `:name` stand for a value; no form gives such a text whole. */
  readonly binds?: BindLanguage;
  /** See `fileInput`. */
  readonly isFile?: boolean;
  /**
   * What can be chosen, asked of the vendor with the token; the inputs are those filled in so far, unchecked.
   * Undefined while another input must be filled in first.
   */
  choices?(inputs: ActionInputs): LiveChoices | undefined;
}

export interface LiveChoices {
  readonly request: ActionRequest;
  read(answer: ActionAnswer): readonly Choice[];
  /** The request for the page after this one; undefined when this is the last. */
  next?(answer: ActionAnswer, request: ActionRequest): ActionRequest | undefined;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface ActionRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute, or relative to the credential's base URL. */
  readonly url: string;
  /** Which of the method's further bases a relative address continues instead. */
  readonly base?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON unless it is text, bytes or a file. A file is sent as it comes, and such a request is never repeated. */
  readonly body?: unknown;
  /** How this answer is read; default as the action says, or `json`. */
  readonly answer?: 'json' | 'text';
  /** Statuses besides 2xx that are answers and no failures. */
  readonly expects?: readonly number[];
  /** Whether this request of a conversation may be repeated; default as the action says. */
  readonly repeatable?: boolean;
  /** The address alone is the proof: the credential stays out of it. */
  readonly anonymous?: boolean;
  /** For this request; milliseconds, default half a minute. */
  readonly deadlineMs?: number;
}

export interface ActionAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
