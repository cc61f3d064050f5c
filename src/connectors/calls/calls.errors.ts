import { BrokerError } from '../../kernel/broker.error.js';
import type { ApiVerdict } from '../contract/api-errors.js';

export function actionUnknown(call: string): BrokerError {
  return new BrokerError({
    code: 'action-unknown',
    remedy: 'fix-request',
    status: 404,
    message: `There is no action "${call.slice(0, 100)}" for this access token.`,
  });
}

export interface InputProblem {
  readonly path: string;
  readonly message: string;
}

export function inputsInvalid(call: string, problems: readonly InputProblem[]): BrokerError {
  return new BrokerError({
    code: 'inputs-invalid',
    remedy: 'fix-request',
    status: 422,
    message: `The inputs of ${call} are not right: ${problems.map(({ path, message }) => `${path} ${message}`).join('; ')}.`,
    facts: { call, problems: problems.map((problem) => ({ ...problem })) },
  });
}

export interface ApiRefusal {
  readonly host: string;
  readonly httpStatus: number;
  readonly verdict: ApiVerdict;
  readonly vendorCode?: string;
  /** The vendor's own words, cleaned of secrets. */
  readonly vendorMessage?: string;
  /** What the vendor's support asks for. */
  readonly vendorRequestId?: string;
  readonly retryAfterMs?: number;
  /** A sentence of the connector's for whoever must act. */
  readonly hint?: string;
}

/** The vendor's API said no. `facts.expired`: the issued token is spent, and a renewal may mend it. */
export function apiRefused({ verdict, retryAfterMs, hint, ...said }: ApiRefusal): BrokerError {
  const { host, httpStatus, vendorCode, vendorMessage } = said;
  const remedy = verdict === 'expired' ? 'reconnect' : verdict;
  const code = vendorCode === undefined ? '' : ` (${vendorCode})`;
  const words = vendorMessage === undefined ? '.' : `: ${vendorMessage}`;
  return new BrokerError({
    code: 'api-refused',
    remedy,
    status: remedy === 'wait' ? 503 : 502,
    message: `"${host}" answered with HTTP status ${httpStatus}${code}${words}${hint === undefined ? '' : ` ${hint}`}`,
    facts: { ...said, expired: verdict === 'expired', sent: true },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/** A request that must not be repeated may have been carried out. */
export function outcomeUnknown(call: string, cause: BrokerError): BrokerError {
  return new BrokerError({
    code: 'outcome-unknown',
    remedy: 'in-doubt',
    status: 502,
    message: `It is not known whether ${call} was carried out. Look at the vendor before it is repeated.`,
    facts: { ...cause.facts, call },
    cause,
  });
}

/** An action of several requests ended after one that must not be repeated had done its part. */
export function brokenOff(call: string, cause: BrokerError): BrokerError {
  return new BrokerError({
    code: 'outcome-unknown',
    remedy: 'in-doubt',
    status: 502,
    message: `${call} did a part of its work and then broke off: ${cause.message} Look at the vendor before it is repeated.`,
    facts: { ...cause.facts, call },
    cause,
  });
}

export function answerUnreadable(call: string, cause?: unknown): BrokerError {
  return new BrokerError({
    code: 'answer-unreadable',
    remedy: 'ours',
    status: 502,
    message: `${call} was carried out, but its answer has another form than expected.`,
    facts: { call, sent: true },
    cause,
  });
}

/** The vendor took the request and says later, or inside a success, that it could not do it. */
export function actionFailed(call: string, said: { vendorMessage?: string; vendorCode?: string }): BrokerError {
  const code = said.vendorCode === undefined ? '' : ` (${said.vendorCode})`;
  return new BrokerError({
    code: 'action-failed',
    remedy: 'fix-request',
    status: 502,
    message: `${call} failed at the vendor${code}${said.vendorMessage === undefined ? '.' : `: ${said.vendorMessage}`}`,
    facts: { call, ...said, sent: true },
  });
}

/** More calls wait for this place than it takes within a sensible time. */
export function laneCrowded(place: string, waitMs: number): BrokerError {
  return new BrokerError({
    code: 'vendor-busy',
    remedy: 'wait',
    status: 503,
    message: 'The vendor takes no more calls of this access token for now. Nothing was sent.',
    facts: { place, sent: false },
    retryAfterMs: Math.ceil(waitMs),
  });
}

/** Whoever asked has gone away, or the time of the step is over. */
export function callAbandoned(call: string): BrokerError {
  return new BrokerError({
    code: 'call-cancelled',
    remedy: 'wait',
    status: 503,
    message: `${call} was cancelled by its caller before it was done.`,
    facts: { call },
  });
}

export function choicesUnknown(call: string, input: string): BrokerError {
  return new BrokerError({
    code: 'choices-unknown',
    remedy: 'fix-request',
    status: 404,
    message: `The input "${input.slice(0, 100)}" of ${call} has no choices that could be loaded.`,
  });
}

/** A reference leads to an action that yields no file, or stands where no reference can be followed. */
export function fileRefused(call: string, reason: string): BrokerError {
  return new BrokerError({
    code: 'file-refused',
    remedy: 'fix-request',
    status: 422,
    message: `A file of ${call.slice(0, 200)} cannot be opened: ${reason}.`,
    facts: { call: call.slice(0, 200) },
  });
}

export function messageTooLarge(limitBytes: number): BrokerError {
  return new BrokerError({
    code: 'message-too-large',
    remedy: 'fix-request',
    status: 413,
    message: `A message that the connection writes its proof into may have ${limitBytes} bytes.`,
    facts: { limitBytes, sent: false },
  });
}
