import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { BrokerError } from '../../../kernel/broker.error.js';
import type { Deadline } from './deadline.js';
import { type BodySource, PassingBody } from './passing-body.js';
import { transportFailure } from './transport-failure.js';

/** The head of an answer; its body follows. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: PassingBody;
}

/** One request on its way: remembers whether it began to leave, because renewal depends on knowing that. */
export class Attempt implements Dispatcher.DispatchHandler, BodySource {
  readonly #host: string;
  readonly #deadline: Deadline;
  readonly #body = new PassingBody(this);
  #controller: Dispatcher.DispatchController | undefined;
  #resolve: ((answer: Answer) => void) | undefined;
  #reject: ((failure: BrokerError) => void) | undefined;
  #failure: BrokerError | undefined;
  #sent = false;

  constructor(host: string, deadline: Deadline) {
    this.#host = host;
    this.#deadline = deadline;
  }

  /** Sends the request once. @throws BrokerError whose fact `sent` says whether it may have arrived */
  send(dispatcher: Dispatcher, request: Dispatcher.DispatchOptions): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.#deadline.onEnd(() => this.#fail(undefined));
      if (this.#failure === undefined) dispatcher.dispatch(request, this);
    });
  }

  resume(): void {
    this.#controller?.resume();
  }

  abort(): void {
    this.#fail(undefined);
  }

  /** From here on time alone no longer ends the exchange. */
  release(): void {
    this.#deadline.lift();
  }

  /** The request is about to be written to a connection that stands. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It was given up before there was a connection.
    if (this.#failure) controller.abort(this.#failure);
    else this.#sent = true;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // An interim answer (RFC 9110 section 15.2) is no answer yet.
    if (status >= 200) this.#resolve?.({ status, headers, body: this.#body });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.#body.receive(chunk)) controller.pause();
  }

  onResponseEnd(): void {
    this.#body.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(error);
  }

  #fail(error: unknown): void {
    if (this.#failure) return;
    const failure = transportFailure(error, { host: this.#host, sent: this.#sent, deadline: this.#deadline });
    this.#failure = failure;
    this.#controller?.abort(failure);
    // Whichever of the two still waits; the other has its answer.
    this.#reject?.(failure);
    this.#body.fail(failure);
  }
}
