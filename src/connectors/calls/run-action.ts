import { BrokerError } from '../../kernel/broker.error.js';
import type { Clock } from '../../kernel/clock.js';
import type { Action, ActionAnswer, ActionInputs, ActionRequest } from '../contract/action.js';
import type { ApiErrorFacts } from '../contract/api-errors.js';
import { definedOnly } from '../contract/defined-only.js';
import type { VendorAnswer, VendorRequest } from '../contract/vendor-exchange.js';
import { parseJson } from '../wire/json-members.js';
import { retryAfterMs } from '../wire/retry-after.js';
import { messageForPeople } from '../wire/vendor-words.js';
import { checkInputs } from './action-inputs.js';
import { answerUnreadable, apiRefused, outcomeUnknown } from './calls.errors.js';
import { judgeApiAnswer } from './judge-api-answer.js';
import { repeatSafely } from './repeat-safely.js';

export interface ActionCall {
  /** As a process names it: `dropbox.listFolder`. */
  readonly name: string;
  readonly action: Action;
  readonly inputs: ActionInputs;
  readonly apiErrors?: ApiErrorFacts;
  readonly clock: Clock;
  /** What must not come back in a message. */
  readonly secrets: readonly string[];
  send(request: VendorRequest): Promise<VendorAnswer>;
}

/** Gateways that gave up waiting: what stands behind them may have gone on. */
const GATEWAY_FAILURES = new Set([502, 504]);

/** Checks the inputs, sends the one request they make, and judges or reads the answer; the same for every vendor. */
export async function runAction(call: ActionCall): Promise<unknown> {
  const { name, action } = call;
  const request = toVendorRequest(action.build(checkInputs(name, action, call.inputs)));
  const attempt = async (): Promise<VendorAnswer> => {
    const answer = await call.send(request);
    refuseFailure(answer, call);
    return answer;
  };
  try {
    const answer = await (action.repeatable ? repeatSafely(attempt, call.clock) : attempt());
    return readOutput(answer, call);
  } catch (error) {
    throw !action.repeatable && leavesDoubt(error) ? outcomeUnknown(name, error) : error;
  }
}

/** Turns an answer that is no success into an error that says who must act. @throws BrokerError `api-refused` */
export function refuseFailure(
  answer: VendorAnswer,
  { apiErrors, clock, secrets }: Pick<ActionCall, 'apiErrors' | 'clock' | 'secrets'>,
): void {
  const { status, headers, url } = answer;
  if (status >= 200 && status < 300) return;
  const { said, ...judgement } = judgeApiAnswer({ status, headers, body: answer.body.toString('utf8') }, apiErrors);
  const words = definedOnly({
    vendorMessage: messageForPeople(said, secrets),
    retryAfterMs: retryAfterMs(headers['retry-after'], clock.now()),
  });
  throw apiRefused({ host: new URL(url).hostname, httpStatus: status, ...judgement, ...words });
}

function leavesDoubt(error: unknown): error is BrokerError {
  if (!(error instanceof BrokerError) || error.facts.sent !== true || error.remedy !== 'wait') return false;
  return error.code !== 'api-refused' || GATEWAY_FAILURES.has(Number(error.facts.httpStatus));
}

function toVendorRequest({ method, url, headers = {}, body }: ActionRequest): VendorRequest {
  if (body === undefined) return { method, url, headers };
  if (typeof body === 'string') return { method, url, headers: { 'content-type': 'text/plain', ...headers }, body };
  return { method, url, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

function readOutput(answer: VendorAnswer, { name, action }: ActionCall): unknown {
  const text = answer.body.toString('utf8');
  const body = action.answer === 'text' ? text : (parseJson(text) ?? text);
  const headers = Object.entries(answer.headers).map(([key, value]) => [key, [value].flat().join(', ')]);
  const read: ActionAnswer = { status: answer.status, headers: Object.fromEntries(headers), body };
  try {
    return action.read ? action.read(read) : body;
  } catch {
    throw answerUnreadable(name);
  }
}
