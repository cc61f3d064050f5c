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
}

/** The vendor's API said no. `facts.expired`: the issued token is spent, and a renewal may mend it. */
export function apiRefused({ verdict, retryAfterMs, ...said }: ApiRefusal): BrokerError {
  const { host, httpStatus, vendorCode, vendorMessage } = said;
  const remedy = verdict === 'expired' ? 'reconnect' : verdict;
  const code = vendorCode === undefined ? '' : ` (${vendorCode})`;
  const words = vendorMessage === undefined ? '.' : `: ${vendorMessage}`;
  return new BrokerError({
    code: 'api-refused',
    remedy,
    status: remedy === 'wait' ? 503 : 502,
    message: `"${host}" answered with HTTP status ${httpStatus}${code}${words}`,
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

export function answerUnreadable(call: string): BrokerError {
  return new BrokerError({
    code: 'answer-unreadable',
    remedy: 'ours',
    status: 502,
    message: `${call} was carried out, but its answer has another form than expected.`,
    facts: { call, sent: true },
  });
}
