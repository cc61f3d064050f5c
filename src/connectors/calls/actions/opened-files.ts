import type { Action, ActionInputs } from '../../contract/action.js';
import { ActionFile, type FileFacts, type FileReference } from '../../contract/action-file.js';
import type { ActionUse } from '../../contract/action-use.js';
import { definedOnly } from '../../contract/defined-only.js';
import { fileRefused, type InputProblem, inputsInvalid } from '../calls.errors.js';

/** A file value as its schema lets it in. */
interface GivenFile extends FileFacts {
  readonly from?: FileReference;
  readonly text?: string;
  readonly base64?: string;
}

/** The inputs of one call with every file opened. Whoever opened them discards them at the end. */
export class OpenedFiles {
  readonly #call: string;
  readonly #use: ActionUse;
  readonly #opened: ActionFile[] = [];

  constructor(call: string, use: ActionUse) {
    this.#call = call;
    this.#use = use;
  }

  /** Inputs in which a text stands for each file that came as a stream, so that they can be checked as JSON. */
  standIns(inputs: ActionInputs): ActionInputs {
    const names = Object.keys(this.#use.files ?? {});
    return { ...inputs, ...Object.fromEntries(names.map((name) => [name, ''])) };
  }

  /** @throws inputs-invalid, and what opening a file of another token throws */
  async open(action: Action, inputs: ActionInputs): Promise<ActionInputs> {
    const { files = {} } = this.#use;
    const filled: Record<string, unknown> = { ...inputs };
    for (const name of Object.keys(files)) {
      if (!action.inputs[name]?.isFile) throw this.#invalid({ path: `inputs/${name}`, message: 'takes no file' });
    }
    for (const [name, { isFile }] of Object.entries(action.inputs)) {
      if (!isFile || filled[name] === undefined) continue;
      filled[name] = files[name] ?? (await this.#openOne(`inputs/${name}`, filled[name]));
    }
    return filled;
  }

  /** Ends what was opened and not read to its end. */
  discard(): void {
    for (const file of this.#opened) file.discard();
  }

  async #openOne(path: string, value: unknown): Promise<ActionFile> {
    const given = typeof value === 'string' ? { text: value } : (value as GivenFile);
    const { from, text, base64 } = given;
    if ([from, text, base64].filter((source) => source !== undefined).length !== 1) {
      throw this.#invalid({ path, message: 'has exactly one of from, text and base64' });
    }
    if (from !== undefined) return this.#follow(from, given);
    const bytes = text === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text);
    return new ActionFile({ ...factsOf(given), size: bytes.length }, { open: () => one(bytes) });
  }

  /** What the value says of name and type wins; the size is what the vendor says now. */
  async #follow(reference: FileReference, given: GivenFile): Promise<ActionFile> {
    if (!this.#use.openFile) throw fileRefused(reference.call, 'nothing leads there from here');
    const file = await this.#use.openFile(reference);
    this.#opened.push(file);
    const { size: _told, ...said } = factsOf(given);
    return new ActionFile({ ...factsOf(file), ...said }, { open: () => file.stream() });
  }

  #invalid(problem: InputProblem): Error {
    return inputsInvalid(this.#call, [problem]);
  }
}

function factsOf({ name, size, contentType }: FileFacts): FileFacts {
  return definedOnly({ name, size, contentType });
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  if (bytes.length > 0) yield bytes;
}
