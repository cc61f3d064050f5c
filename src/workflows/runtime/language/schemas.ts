import { BrokerError } from '../../../kernel/broker.error.js';
import type { SchemaHolder, Workflow } from '../definition.js';
import { schemaComplaint } from '../expressions/schema-check.js';
import { tasksOf } from '../uses.js';
import type { Findings } from './findings.js';
import { readSource } from './source.js';

/** Reads an external schema. @throws BrokerError that says why it cannot be read */
export type ReadSchema = (url: string) => Promise<string>;

/** The texts of the external schemas of a definition, by their addresses. */
export type SchemaTexts = Readonly<Record<string, string>>;

type Schema = NonNullable<SchemaHolder['schema']>;

const MOST_SCHEMAS = 20;

/** Every schema of a definition, and where it stands. */
export function* schemasOf(workflow: Workflow): Generator<{ readonly schema: Schema; readonly path: string }> {
  yield* schemasIn(workflow, '');
  for (const { task, pointer } of tasksOf(workflow)) {
    yield* schemasIn(task, pointer);
    if ('listen' in task && task.foreach) yield* schemasIn(task.foreach, `${pointer}/foreach`);
  }
}

interface Holder {
  readonly input?: SchemaHolder;
  readonly output?: SchemaHolder;
  readonly export?: SchemaHolder;
}

function* schemasIn(holder: Holder, path: string): Generator<{ readonly schema: Schema; readonly path: string }> {
  for (const part of ['input', 'output', 'export'] as const) {
    const schema = holder[part]?.schema;
    if (schema) yield { schema, path: `${path}/${part}/schema` };
  }
}

/** The address of an external schema. */
export function addressOf({ resource }: Schema): string | undefined {
  const endpoint = resource?.endpoint;
  return typeof endpoint === 'string' ? endpoint : endpoint?.uri;
}

/** Reads each external schema once; what cannot be read or used is a finding. */
export async function readSchemas(
  workflow: Workflow,
  { read, findings }: { readonly read: ReadSchema; readonly findings: Findings },
): Promise<SchemaTexts> {
  const external = [...schemasOf(workflow)].flatMap(({ schema, path }) => {
    const url = addressOf(schema);
    return url === undefined ? [] : [{ url, path: `${path}/resource/endpoint` }];
  });
  const urls = [...new Set(external.map(({ url }) => url))];
  if (urls.length > MOST_SCHEMAS) {
    findings.add(external[0]?.path ?? '', `a definition has at most ${MOST_SCHEMAS} external schemas`);
    return {};
  }
  const answers = await Promise.all(urls.map(async (url) => [url, await readOne(url, read)] as const));
  for (const { url, path } of external) {
    const answer = answers.find(([known]) => known === url)?.[1];
    if (answer && 'problem' in answer) findings.add(path, `the schema ${answer.problem}`);
  }
  return Object.fromEntries(answers.flatMap(([url, answer]) => ('text' in answer ? [[url, answer.text]] : [])));
}

/** Puts the texts that were read at publish where the definition names their addresses. */
export function embedSchemas(workflow: Workflow, texts: SchemaTexts): void {
  const documents = new Map(Object.entries(texts).map(([url, text]) => [url, readSource(text).value]));
  for (const { schema } of schemasOf(workflow)) {
    const url = addressOf(schema);
    if (url !== undefined) Object.assign(schema, { document: documents.get(url) });
  }
}

async function readOne(
  url: string,
  read: ReadSchema,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  try {
    const text = await read(url);
    const complaint = schemaComplaint(readSource(text).value);
    return complaint ? { problem: `cannot be used: ${complaint.at} ${complaint.reason}` } : { text };
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error;
    if (error.code === 'definition-refused') return { problem: 'is no JSON or YAML text' };
    const why = error.code === 'schema-unreadable' ? String(error.facts.reason) : error.message;
    return { problem: `cannot be read: ${why}` };
  }
}
