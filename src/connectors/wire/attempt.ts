import type { Dispatcher } from 'undici';
import { BrokerError } from '../../kernel/broker.error.js';
import type { Deadline } from './deadline.js';
import { answerLost, callCancelled, requestInvalid, vendorTimeout, vendorUnreachable } from './wire.errors.js';

/** One request on its way: remembers whether it began to leave, because renewal depends on knowing that. */
export class Attempt {
  readonly host: string;
  #sent = false;

  constructor(host: string) {
    this.host = host;
  }

  /** The dispatcher, telling this attempt when the request is about to be written to a connection that stands. */
  watch(dispatcher: Dispatcher): Dispatcher {
    return dispatcher.compose(
      (dispatch) => (options, handler) =>
        dispatch(
          options,
          new SendingWatch(handler, () => {
            this.#sent = true;
          }),
        ),
    );
  }

  /** What a failure of the transport means. */
  failure(error: unknown, deadline: Deadline): BrokerError {
    const known = brokerErrorIn(error);
    if (known) return known;
    if (deadline.hasPassed) return vendorTimeout(this.host, this.#sent, error);
    if (deadline.isCancelled) return callCancelled(this.host, this.#sent);
    const code = codeOf(error);
    if (TIMEOUTS.has(code)) return vendorTimeout(this.host, this.#sent, error);
    if (INVALID_REQUESTS.has(code)) return requestInvalid(error);
    return this.#sent ? answerLost(this.host, code, error) : vendorUnreachable(this.host, code, error);
  }
}

const TIMEOUTS = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);
const INVALID_REQUESTS = new Set([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
]);

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown';
}

/** A refused address comes back inside the connection's error. */
function brokerErrorIn(error: unknown): BrokerError | undefined {
  if (error instanceof BrokerError) return error;
  if (error instanceof AggregateError) return error.errors.map(brokerErrorIn).find((found) => found !== undefined);
  return error instanceof Error && error.cause !== undefined ? brokerErrorIn(error.cause) : undefined;
}

class SendingWatch implements Dispatcher.DispatchHandler {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #onSending: () => void;

  constructor(handler: Dispatcher.DispatchHandler, onSending: () => void) {
    this.#handler = handler;
    this.#onSending = onSending;
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    this.#onSending();
    this.#handler.onRequestStart?.(controller, context);
  }

  onResponseStart(...answer: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>): void {
    this.#handler.onResponseStart?.(...answer);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#handler.onResponseData?.(controller, chunk);
  }

  onResponseEnd(...end: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseEnd']>>): void {
    this.#handler.onResponseEnd?.(...end);
  }

  onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
    this.#handler.onResponseError?.(controller, error);
  }
}
