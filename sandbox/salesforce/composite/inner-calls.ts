import { type Answer, Refusal } from '../../stage/answer.js';
import { asRecord, Call } from '../../stage/call.js';
import { findRoute } from '../../stage/router.js';
import type { Route } from '../../stage/vendor.js';
import { apiError } from '../wording.js';

/** One request inside of another. */
export interface InnerRequest {
  readonly method: string;
  /** From the root of the host: `/services/data/v66.0/sobjects/Account`. */
  readonly path: string;
  readonly body?: unknown;
}

/** What an inner request came to. */
export interface InnerAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Asks this vendor again as the same caller: what collections, composites and bulk jobs are made of. */
export class InnerCalls {
  constructor(private readonly routes: readonly Route[]) {}

  async ask(outer: Call, { method, path, body }: InnerRequest): Promise<InnerAnswer> {
    const headers = { authorization: outer.header('authorization'), 'content-type': 'application/json' };
    const text = body === undefined ? '' : JSON.stringify(body);
    const call = new Call({ method, host: outer.host, target: path, headers, body: Buffer.from(text) });
    const answer = await this.answer(call);
    const said = answer.body.toString();
    return { status: answer.status, headers: answer.headers, body: said === '' ? null : JSON.parse(said) };
  }

  private async answer(call: Call): Promise<Answer> {
    const route = findRoute(this.routes, call);
    if (!('answer' in route)) return apiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    try {
      return await route.answer(call);
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  }
}

/** One line of a collection's answer. */
export interface RecordOutcome {
  readonly id?: string;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors: readonly { statusCode: string; message: string; fields: readonly string[] }[];
}

/** The answer about one record in the words of collections and bulk jobs. */
export function outcomeOf({ status, body }: InnerAnswer, id: string | undefined): RecordOutcome {
  if (status >= 200 && status < 300) {
    const said = asRecord(body);
    const known = typeof said?.id === 'string' ? said.id : id;
    return {
      ...(known === undefined ? {} : { id: known }),
      success: true,
      ...(typeof said?.created === 'boolean' ? { created: said.created } : {}),
      errors: [],
    };
  }
  const faults = Array.isArray(body) ? body.map(asRecord) : [];
  if (status === 300) return failed('DUPLICATE_EXTERNAL_ID', 'The external ID matches several records.');
  return {
    success: false,
    errors: faults.map((fault) => ({
      statusCode: String(fault?.errorCode),
      message: String(fault?.message),
      fields: Array.isArray(fault?.fields) ? fault.fields.map(String) : [],
    })),
  };
}

export function failed(statusCode: string, message: string): RecordOutcome {
  return { success: false, errors: [{ statusCode, message, fields: [] }] };
}
