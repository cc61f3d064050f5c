import type { MadeBody } from '../files/made-body.js';

/** What a stand-in sends back, before moods have had their say. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | MadeBody;
}

/** Ends a call early with a ready answer: the vendor's own refusal. */
export class Refusal extends Error {
  constructor(readonly answer: Answer) {
    super(`refused with status ${answer.status}`);
    this.name = 'Refusal';
  }
}

export function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

export function textAnswer(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

export function emptyAnswer(status: number, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: '' };
}

/** 302 with the parameters added to the query of the address; parameters without a value are left out. */
export function redirectAnswer(address: string, parameters: Record<string, string | undefined>): Answer {
  const target = new URL(address);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) target.searchParams.append(name, value);
  }
  return emptyAnswer(302, { location: target.href, 'cache-control': 'no-store' });
}
