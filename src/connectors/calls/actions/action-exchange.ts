import { BrokerError } from '../../../kernel/broker.error.js';
import type { Clock } from '../../../kernel/clock.js';
import type { ActionAnswer, ActionRequest } from '../../contract/action.js';
import { ActionFile } from '../../contract/action-file.js';
import type { ActionUse } from '../../contract/action-use.js';
import type { Connector } from '../../contract/connector.js';
import type { Credential } from '../../contract/credential.js';
import { definedOnly } from '../../contract/defined-only.js';
import type { VendorAnswer, VendorRequest, VendorStream } from '../../contract/vendor-exchange.js';
import { callAbandoned, outcomeUnknown } from '../calls.errors.js';
import { type JudgedAnswer, type JudgeFacts, refusalOf } from '../refuse-failure.js';
import { secretsOf } from '../secrets-of.js';
import { startOf } from './answer-parts.js';
import { repeatSafely } from './repeat-safely.js';
import { toActionAnswer, toVendorRequest } from './vendor-request.js';

export interface ExchangeFacts {
  /** As a process names it: `dropbox.listFolder`. */
  readonly name: string;
  readonly connector: Connector;
  readonly use: ActionUse;
  readonly clock: Clock;
  /** Sends one request when its turn has come. */
  send(credential: Credential, request: VendorRequest): Promise<VendorAnswer>;
  stream(credential: Credential, request: VendorRequest): Promise<VendorStream>;
  /** The vendor asks to wait with this credential. */
  hold(credential: Credential, ms: number): void;
}

/** What may be done once more when its outcome is unknown. */
export interface Repetition {
  /** Here and now. */
  readonly ofRequest: boolean;
  /** The whole action, by whoever asked for it. */
  readonly ofAction: boolean;
}

const SAFE: Repetition = { ofRequest: true, ofAction: true };

/** Gateways that gave up waiting: what stands behind them may have gone on. */
const GATEWAY_FAILURES = new Set([502, 504]);

/**
 * The requests of one call of an action. Whatever a vendor answers is judged here; a spent credential is healed once
 * for each request, and what may be repeated is repeated.
 */
export class ActionExchange {
  readonly #facts: ExchangeFacts;
  readonly #answers = new WeakMap<ActionAnswer, JudgedAnswer>();
  #credential: Credential;
  #hasChanged = false;

  constructor(facts: ExchangeFacts) {
    this.#facts = facts;
    this.#credential = facts.use.credential;
  }

  get credential(): Credential {
    return this.#credential;
  }

  /** Something stands at the vendor that another call of the whole action would do once more. */
  get hasChanged(): boolean {
    return this.#hasChanged;
  }

  /** @throws BrokerError `api-refused`, `outcome-unknown`, and what the transport throws */
  async send(request: ActionRequest, repetition: Repetition = SAFE): Promise<ActionAnswer> {
    const answer = await this.#judged(request, repetition, () => this.#answered(request));
    const isSuccess = answer.status >= 200 && answer.status < 300;
    this.#hasChanged ||= isSuccess && !repetition.ofRequest && !repetition.ofAction;
    const read = toActionAnswer(answer, request.answer ?? 'json');
    this.#answers.set(read, answer);
    return read;
  }

  /** The same with the answer's body as a stream. Whoever takes it must read or discard it. */
  stream(request: ActionRequest): Promise<VendorStream> {
    return this.#judged(request, SAFE, () => this.#streamed(request));
  }

  /** The error that an answer of `send` means. */
  refusal(answer: ActionAnswer): BrokerError {
    const judged = this.#answers.get(answer);
    if (judged === undefined) throw new TypeError('Only an answer that came from `send` can be refused.');
    return this.#refusalOf(judged);
  }

  async #judged<T>(request: ActionRequest, repetition: Repetition, attempt: () => Promise<T>): Promise<T> {
    const { name, clock, use } = this.#facts;
    if (use.signal?.aborted) throw callAbandoned(name);
    try {
      const canRepeat = repetition.ofRequest && !(request.body instanceof ActionFile);
      return await (canRepeat ? repeatSafely(attempt, clock) : attempt());
    } catch (error) {
      throw !repetition.ofAction && leavesDoubt(error) ? outcomeUnknown(name, error) : error;
    }
  }

  async #answered(request: ActionRequest): Promise<VendorAnswer> {
    const answer = await this.#healed(request, (credential, sent) => this.#facts.send(credential, sent));
    if (isExpected(request, answer.status)) return answer;
    throw this.#refusalOf(answer);
  }

  async #streamed(request: ActionRequest): Promise<VendorStream> {
    const answer = await this.#healed(request, (credential, sent) => this.#facts.stream(credential, sent));
    if (isExpected(request, answer.status)) return answer;
    const { status, headers, url } = answer;
    throw this.#refusalOf({ status, headers, url, body: await startOf(answer.body) });
  }

  /** A request that was refused for its credential did nothing, so it goes out once more with a newer one. */
  async #healed<T extends VendorAnswer | VendorStream>(
    request: ActionRequest,
    go: (credential: Credential, sent: VendorRequest) => Promise<T>,
  ): Promise<T> {
    const { use } = this.#facts;
    const spent = request.anonymous ? anonymous(this.#credential) : this.#credential;
    const answer = await go(spent, toVendorRequest(request, spent, use.signal));
    if (!answer.meansExpired || request.anonymous || request.body instanceof ActionFile) return answer;
    const newer = await use.heal?.(spent);
    if (newer === undefined) return answer;
    if ('discard' in answer.body) answer.body.discard();
    this.#credential = newer;
    return go(newer, toVendorRequest(request, newer, use.signal));
  }

  #refusalOf(answer: JudgedAnswer): BrokerError {
    const { connector, clock, hold } = this.#facts;
    const secrets = secretsOf(this.#credential);
    const facts: JudgeFacts = { clock, secrets, ...definedOnly({ apiErrors: connector.apiErrors }) };
    const refusal = refusalOf(answer, facts);
    if (refusal.remedy === 'wait' && refusal.retryAfterMs) hold(this.#credential, refusal.retryAfterMs);
    return refusal;
  }
}

function isExpected({ expects = [] }: ActionRequest, status: number): boolean {
  return (status >= 200 && status < 300) || expects.includes(status);
}

function leavesDoubt(error: unknown): error is BrokerError {
  if (!(error instanceof BrokerError) || error.facts.sent !== true || error.remedy !== 'wait') return false;
  return error.code !== 'api-refused' || GATEWAY_FAILURES.has(Number(error.facts.httpStatus));
}

/** Goes where the credential may go and where links lead, and proves nothing. */
function anonymous({ connector, baseUrl, hosts, linkHosts = [] }: Credential): Credential {
  return { kind: 'headers', connector, baseUrl, hosts: [...hosts, ...linkHosts], headers: {} };
}
