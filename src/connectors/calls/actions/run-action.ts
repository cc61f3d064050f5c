import { createHash } from 'node:crypto';
import { BrokerError, type Remedy } from '../../../kernel/broker.error.js';
import { newId } from '../../../kernel/ids.js';
import type {
  Action,
  ActionInputs,
  ActionRequest,
  ActionVendor,
  ConversationAction,
  RequestAction,
} from '../../contract/action.js';
import type { ActionFile } from '../../contract/action-file.js';
import type { ActionUse } from '../../contract/action-use.js';
import { definedOnly } from '../../contract/defined-only.js';
import { messageForPeople } from '../../wire/vendor-words.js';
import { actionFailed, answerUnreadable, brokenOff, callAbandoned, fileRefused } from '../calls.errors.js';
import { secretsOf } from '../secrets-of.js';
import { ActionExchange, type ExchangeFacts } from './action-exchange.js';
import { checkInputs } from './action-inputs.js';
import { lookAtFile, openDownload } from './download.js';
import { OpenedFiles } from './opened-files.js';
import { readable } from './readable.js';
import { walkPages } from './walk-pages.js';

export interface ActionCall extends ExchangeFacts {
  readonly action: Action;
  readonly inputs: ActionInputs;
}

/** One action under way; the same for every vendor. */
interface Performance extends ActionCall {
  readonly exchange: ActionExchange;
  readonly idempotencyKey: string;
}

/** Checks the inputs, opens their files, and does what the action says. Of a file action: tells of the file. */
export async function runAction(call: ActionCall): Promise<unknown> {
  const { name, action, use } = call;
  const files = new OpenedFiles(name, use);
  try {
    const inputs = await files.open(action, checkInputs(name, action, files.standIns(call.inputs)));
    return await perform({ ...performanceOf(call), inputs });
  } finally {
    files.discard();
  }
}

/** Opens the file that an action yields. @throws file-refused for an action that yields none */
export async function openFile(call: ActionCall): Promise<ActionFile> {
  const { name, action } = call;
  if (!('answer' in action) || action.answer !== 'file') throw fileRefused(name, 'this action yields no file');
  return openDownload(action, checkInputs(name, action, call.inputs), new ActionExchange(call));
}

function performanceOf(call: ActionCall): Performance {
  return { ...call, exchange: new ActionExchange(call), idempotencyKey: keyOf(call.use) };
}

/** In the form of a UUID, which every vendor takes. */
function keyOf({ idempotencyKey }: ActionUse): string {
  const digest = createHash('sha256')
    .update(idempotencyKey ?? newId('attempt'))
    .digest('hex');
  const [head, middle, tail] = [digest.slice(0, 12), digest.slice(13, 16), digest.slice(17, 32)];
  return `${head.slice(0, 8)}-${head.slice(8)}-8${middle}-a${tail.slice(0, 3)}-${tail.slice(3)}`;
}

function perform(performance: Performance): Promise<unknown> {
  const { action, inputs, exchange } = performance;
  if ('perform' in action) return converse(action, performance);
  if (action.answer === 'file') return lookAtFile(action, inputs, exchange);
  return ask(action, performance);
}

async function ask(action: RequestAction, performance: Performance): Promise<unknown> {
  const { name, inputs } = performance;
  const { pages } = action;
  const send = sender(performance, action.answer);
  const first = action.build(inputs);
  if (pages === undefined) {
    const answer = await send(first);
    return readable(name, () => (action.read ? action.read(answer, inputs) : answer.body));
  }
  const { last, items, hasMore } = await walkPages(pages, first, { name, maxPages: Number(inputs.maxPages), send });
  const beside = readable(name, () => action.read?.(last, inputs));
  return { items, hasMore, ...(beside as object | undefined) };
}

async function converse(action: ConversationAction, performance: Performance): Promise<unknown> {
  try {
    return await action.perform(performance.inputs, vendorOf(performance));
  } catch (error) {
    const known = error instanceof BrokerError ? error : answerUnreadable(performance.name, error);
    throw performance.exchange.hasChanged && LATER.has(known.remedy) ? brokenOff(performance.name, known) : known;
  }
}

/** Whoever reads these tries the whole action again: at once, or when the token was mended. */
const LATER: ReadonlySet<Remedy> = new Set<Remedy>(['wait', 'reconnect', 'configure']);

function vendorOf(performance: Performance): ActionVendor {
  const { name, use, clock, exchange, idempotencyKey } = performance;
  return {
    send: sender(performance, undefined),
    refusal: (answer) => exchange.refusal(answer),
    failure: (words, vendorCode) => {
      const vendorMessage = messageForPeople(words, secretsOf(exchange.credential));
      return actionFailed(name, definedOnly({ vendorMessage, vendorCode }));
    },
    pause: async (ms) => {
      if (use.signal?.aborted) throw callAbandoned(name);
      await clock.sleep(ms);
    },
    progress: (note) => use.progress?.(note),
    idempotencyKey,
    signal: use.signal,
  };
}

function sender({ action, exchange, idempotencyKey }: Performance, as: 'json' | 'text' | undefined) {
  const { repeatable, idempotencyKey: place } = action;
  const key = place && { [place.header]: idempotencyKey };
  const ofAction = repeatable || place !== undefined;
  return (request: ActionRequest) => {
    const { answer = as ?? 'json', headers } = request;
    const repetition = { ofRequest: request.repeatable ?? ofAction, ofAction };
    return exchange.send({ ...request, answer, headers: { ...key, ...headers } }, repetition);
  };
}
