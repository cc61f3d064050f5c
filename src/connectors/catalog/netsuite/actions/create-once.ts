import type { ActionAnswer, ActionVendor, ConversationAction } from '../../../contract/action.js';
import { newRecord, recordType } from './inputs.js';
import { idIn } from './records.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** NetSuite knows a repeated request by its key only in its queue (subsect_164494900632). */
export const createRecordOnce: ConversationAction = {
  key: 'createRecordOnce',
  title: 'Create record once',
  help: 'Through the queue of NetSuite, which takes longer and knows a repetition: there is never a second record.',
  inputs: { type: recordType, record: newRecord },
  output: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
  repeatable: false,
  idempotencyKey: { header: 'x-netsuite-idempotency-key' },
  async perform({ type, record }, vendor) {
    const headers = { prefer: 'respond-async' };
    const request = { method: 'POST', url: `/record/v1/${type}`, headers, body: record } as const;
    const submitted = await vendor.send({ ...request, expects: [400] });
    if (submitted.status === 400 && !isRepetition(submitted)) throw vendor.refusal(submitted);
    const job = `/async/v1/job/${idIn(submitted)}`;
    await untilDone(job, vendor);
    const tasks = (await vendor.send({ method: 'GET', url: `${job}/task/` })).body as Tasks;
    const task = tasks.items[0]?.links[0]?.href.split('/').at(-1);
    // Answers as the request would have: with the Location of the record, or with what was wrong.
    return { id: idIn(await vendor.send({ method: 'GET', url: `${job}/task/${task}/result` })) };
  },
};

interface Tasks {
  readonly items: readonly { readonly links: readonly { readonly href: string }[] }[];
}

function isRepetition({ body }: ActionAnswer): boolean {
  return JSON.stringify(body).includes('"IDEMPOTENCY_ERROR"');
}

async function untilDone(url: string, vendor: ActionVendor): Promise<void> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const { completed, progress } = (await vendor.send({ method: 'GET', url })).body as {
      completed: boolean;
      progress: string;
    };
    vendor.progress({ done: completed ? 1 : 0, total: 1, state: progress });
    if (completed) return;
    await vendor.pause(pause);
  }
}
