import type { ApiErrorFacts, ApiVerdict } from '../contract/api-errors.js';
import { memberAt, parseJson } from '../wire/json-members.js';

const PASSING_STATUSES = new Set([408, 425, 429]);

export interface ApiJudgement {
  readonly verdict: ApiVerdict;
  /** The vendor's own code, when the connector says where it stands. */
  readonly vendorCode?: string;
}

/** What an answer that is no success means: the vendor's code first, then its status, then what HTTP says. */
export function judgeApiAnswer(status: number, body: string, facts: ApiErrorFacts | undefined): ApiJudgement {
  const code = facts === undefined ? undefined : errorCode(body, facts);
  const verdict = ownEntry(facts?.judgements, code) ?? ownEntry(facts?.statusJudgements, status) ?? byStatus(status);
  return code === undefined ? { verdict } : { verdict, vendorCode: code };
}

function errorCode(body: string, { codeAt, codeInText }: ApiErrorFacts): string | undefined {
  const json = parseJson(body);
  const inText = codeInText === undefined ? undefined : new RegExp(codeInText).exec(body)?.[1];
  const found = json === undefined ? inText : codeAt.map((path) => memberAt(json, path)).find(isCode);
  return isCode(found) ? found : undefined;
}

/** A code, and no sentence that could tell more than it should. */
function isCode(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.:-]{1,100}$/.test(value);
}

function byStatus(status: number): ApiVerdict {
  if (status >= 500 || PASSING_STATUSES.has(status)) return 'wait';
  if (status === 401) return 'expired';
  return status === 403 ? 'configure' : 'fix-request';
}

function ownEntry(
  table: Readonly<Record<string | number, ApiVerdict>> | undefined,
  key: string | number | undefined,
): ApiVerdict | undefined {
  return table !== undefined && key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
