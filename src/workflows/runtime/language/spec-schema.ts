import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { inWords } from './words/schema-words.js';

/** Something to hold against one type of the specification's JSON Schema, such as `SetTask`. */
export interface SchemaQuestion {
  readonly typeName: string;
  readonly value: unknown;
  /** Where the value stands in the definition. */
  readonly path: string;
}

export interface SchemaComplaint {
  readonly path: string;
  readonly reason: string;
}

// The SDK compiles its whole schema when it is loaded, which takes the better part of a second: not in this thread, and
// not before somebody publishes.
const WORKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { validate } = require(workerData);
  const complaint = ({ typeName, value }) => {
    try { validate(typeName, value); return ''; } catch (error) { return String(error.message); }
  };
  parentPort.on('message', (questions) => parentPort.postMessage(questions.map(complaint)));
`;

let worker: Worker | undefined;
let turn: Promise<unknown> = Promise.resolve();

/** Asks the JSON Schema of the specification; the most telling complaint for each value that breaks it. */
export async function specificationComplaints(questions: readonly SchemaQuestion[]): Promise<SchemaComplaint[]> {
  const answers = turn.then(() => ask(questions));
  turn = answers.catch(() => undefined);
  const messages = await answers;
  return questions.flatMap(({ path }, index) => {
    const complaint = mostTelling(messages[index] ?? '');
    return complaint ? [{ path: path + complaint.pointer, reason: complaint.reason }] : [];
  });
}

function ask(questions: readonly SchemaQuestion[]): Promise<readonly string[]> {
  const sdk = createRequire(import.meta.url).resolve('@serverlessworkflow/sdk');
  const asked = worker ?? new Worker(WORKER, { eval: true, workerData: sdk });
  worker = asked;
  return new Promise((resolve, reject) => {
    function settle(end: () => void): void {
      asked.off('message', answer).off('error', fail).unref();
      end();
    }
    function answer(messages: readonly string[]): void {
      settle(() => resolve(messages));
    }
    function fail(error: Error): void {
      worker = undefined;
      settle(() => reject(error));
    }
    asked.on('message', answer).on('error', fail).ref();
    asked.postMessage(questions);
  });
}

/** The SDK knows its complaints only as text, one a line: place, schema place, message, parameters. */
function mostTelling(message: string): { readonly pointer: string; readonly reason: string } | undefined {
  if (message === '') return undefined;
  const complaints = message
    .split('\n')
    .map((line) => /^- (\S*) \| (\S*) \| (.*?) \| (.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pointer = '', place = '', text = '', parameters = '{}']) => ({ pointer, place, text, parameters }));
  const [best] = complaints.sort((one, other) => weight(other) - weight(one));
  if (!best) return { pointer: '', reason: message.split('\n')[0] ?? message };
  return { pointer: best.pointer, reason: inWords(best) };
}

/** Deeper places say more; "must match one of" says least. */
function weight(complaint: { readonly pointer: string; readonly place: string }): number {
  return complaint.pointer.split('/').length * 2 + (/(?:oneOf|anyOf|const)$/.test(complaint.place) ? 0 : 1);
}
