import { type Answer, jsonAnswer } from '../../stage/answer.js';
import { asRecord, type Call, textOf } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { requireCaller } from '../access.js';
import { ANY_HOST, type SalesforceDesk } from '../desk.js';
import { apiError } from '../wording.js';
import type { InnerAnswer, InnerCalls } from './inner-calls.js';

const MOST_REQUESTS = 25;
const MOST_QUERIES = 5;
const HALTED = [
  {
    errorCode: 'PROCESSING_HALTED',
    message: 'The transaction was rolled back since another operation in the same transaction failed.',
  },
];

interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body: unknown;
}

/** `POST /composite`: up to 25 requests, later ones may name what earlier ones answered as `@{reference.id}`. */
export function compositeRoutes(desk: SalesforceDesk, inner: InnerCalls): readonly Route[] {
  return [
    {
      name: 'composite',
      method: 'POST',
      host: ANY_HOST,
      path: '/services/data/:version/composite',
      answer: (call) => answerComposite(call, desk, inner),
    },
  ];
}

async function answerComposite(call: Call, desk: SalesforceDesk, inner: InnerCalls): Promise<Answer> {
  const { org } = requireCaller(call, desk);
  const body = asRecord(call.json());
  const requests = Array.isArray(body?.compositeRequest) ? body.compositeRequest.map(readSubrequest) : [];
  if (requests.length === 0 || requests.length > MOST_REQUESTS) {
    return apiError(400, 'INVALID_INPUT', `A composite has 1 to ${MOST_REQUESTS} subrequests.`);
  }
  const fault = faultIn(requests);
  if (fault !== undefined) return apiError(400, 'INVALID_INPUT', fault);
  const before = structuredClone(desk.state.data.objects.get(org.id));
  const answers = await runAll(call, requests, inner);
  const isUndone = body?.allOrNone === true && answers.some(isFailure);
  if (isUndone) desk.state.change(({ objects }) => objects.set(org.id, before ?? new Map()));
  const compositeResponse = requests.map(({ referenceId }, index) => {
    const answer = answers[index];
    const isHalted = answer === undefined || (isUndone && !isFailure(answer));
    return {
      body: isHalted ? HALTED : answer.body,
      httpHeaders: isHalted ? {} : locationOf(answer),
      httpStatusCode: isHalted ? 400 : answer.status,
      referenceId,
    };
  });
  return jsonAnswer(200, { compositeResponse });
}

function faultIn(requests: readonly Subrequest[]): string | undefined {
  const ids = requests.map(({ referenceId }) => referenceId);
  if (ids.some((id) => !/^[A-Za-z0-9]\w*$/.test(id))) return 'A referenceId has letters, digits and underscores.';
  if (new Set(ids).size < ids.length) return 'Each subrequest has a referenceId of its own.';
  const many = requests.filter(({ url }) =>
    /^\/services\/data\/v[\d.]+\/(?:query|queryAll|composite\/sobjects)\b/.test(url),
  );
  return many.length > MOST_QUERIES ? `At most ${MOST_QUERIES} subrequests are queries or collections.` : undefined;
}

async function runAll(call: Call, requests: readonly Subrequest[], inner: InnerCalls): Promise<InnerAnswer[]> {
  const known = new Map<string, unknown>();
  const answers: InnerAnswer[] = [];
  for (const { method, url, body, referenceId } of requests) {
    const answer = await inner.ask(call, {
      method,
      path: filledIn(url, known),
      body: JSON.parse(filledIn(JSON.stringify(body ?? {}), known)),
    });
    known.set(referenceId, answer.body);
    answers.push(answer);
  }
  return answers;
}

function filledIn(text: string, known: ReadonlyMap<string, unknown>): string {
  return text.replace(/@\{(\w+)\.(\w+)\}/g, (whole, reference: string, member: string) => {
    const value = asRecord(known.get(reference))?.[member];
    return typeof value === 'string' ? value : whole;
  });
}

function readSubrequest(value: unknown): Subrequest {
  const request = asRecord(value);
  return {
    method: textOf(request, 'method') ?? 'GET',
    url: textOf(request, 'url') ?? '/',
    referenceId: textOf(request, 'referenceId') ?? '',
    body: request?.body,
  };
}

function isFailure({ status }: InnerAnswer): boolean {
  return status >= 400;
}

function locationOf({ headers }: InnerAnswer): Record<string, string> {
  return headers.location === undefined ? {} : { Location: headers.location };
}
