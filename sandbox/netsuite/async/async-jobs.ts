import { type Answer, emptyAnswer, jsonAnswer, Refusal } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { requireCaller } from '../access.js';
import type { NetsuiteDesk } from '../desk.js';
import { restError } from '../wording.js';
import type { AsyncJob } from './async-job.js';

const BASE = '/services/rest/async/v1/job';
const APPLIED = { 'preference-applied': 'respond-async' };

/** Answers a record request later, when it asks for that: 202 and the job's address. */
export function answerInTurn(call: Call, account: string, turn: { desk: NetsuiteDesk; work(): Answer }): Answer {
  if (!call.header('prefer').includes('respond-async')) return turn.work();
  const { state } = turn.desk;
  const key = call.header('x-netsuite-idempotency-key');
  const known = [...state.data.jobs.values()].find((job) => key !== '' && job.key === key && job.account === account);
  if (known !== undefined) return alreadySubmitted(known);
  if (key !== '' && !/^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i.test(key)) {
    return restError(400, { detail: 'The idempotency key is no UUID.', code: 'INVALID_HEADER' });
  }
  const { status, headers, body } = outcomeOf(turn.work);
  const id = String(state.data.jobs.size + 1);
  const job = {
    id,
    account,
    ...(key === '' ? {} : { key }),
    answer: { status, headers, body: String(body) },
    looks: 0,
  };
  state.change(({ jobs }) => jobs.set(id, job));
  return emptyAnswer(202, { ...APPLIED, location: addressOf(job) });
}

/** The job, its one task, and what the task answered. */
export function asyncRoutes(desk: NetsuiteDesk): readonly Route[] {
  const route = (path: string, answer: (call: Call, job: AsyncJob) => Answer): Route => ({
    name: 'async',
    method: 'GET',
    host: '*.suitetalk.api.netsuite.com',
    path: `${BASE}/:job${path}`,
    answer: (call) => answer(call, requireJob(call, desk)),
  });
  const tasks = (_call: Call, job: AsyncJob): Answer =>
    jsonAnswer(200, { links: [], items: [{ links: [{ rel: 'self', href: `${addressOf(job)}/task/1` }] }], count: 1 });
  return [
    route('', (_call, job) => {
      desk.state.change(() => {
        job.looks += 1;
      });
      return jsonAnswer(200, { ...stateOf(job), task: { links: [{ rel: 'self', href: `${addressOf(job)}/task` }] } });
    }),
    route('/task', tasks),
    route('/task/', tasks),
    route('/task/1', (_call, job) => jsonAnswer(200, { ...stateOf(job), id: '1' })),
    route('/task/1/result', (_call, { answer }) => ({ ...answer })),
  ];
}

function alreadySubmitted(job: AsyncJob): Answer {
  const detail =
    'A request with the same idempotency key is already submitted. See the "Location" header for a link to the previously submitted job';
  return restError(400, { detail, code: 'IDEMPOTENCY_ERROR' }, { ...APPLIED, location: addressOf(job) });
}

function stateOf(job: AsyncJob): Record<string, unknown> {
  const isDone = job.looks > 1;
  const outcome = job.answer.status < 400 ? 'succeeded' : 'failed';
  return { id: job.id, completed: isDone, progress: isDone ? outcome : 'pending' };
}

function addressOf({ id }: AsyncJob): string {
  return `${BASE}/${id}`;
}

function outcomeOf(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

function requireJob(call: Call, desk: NetsuiteDesk): AsyncJob {
  const { account } = requireCaller(call, desk);
  const job = desk.state.data.jobs.get(call.params.job ?? '');
  if (job?.account === account) return job;
  throw new Refusal(restError(404, { detail: 'The job does not exist.', code: 'NONEXISTENT_ID' }));
}
