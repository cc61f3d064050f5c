import type { ActionProgress } from './action.js';
import type { ActionFile, FileReference } from './action-file.js';
import type { Credential } from './credential.js';
import type { CancelSignal } from './vendor-exchange.js';

/** With what an action is run, besides its inputs. A credential alone can neither be healed nor lead to other files. */
export interface ActionUse {
  readonly credential: Credential;
  /** The vendor called this one spent: a newer one, or undefined when there is none. */
  heal?(spent: Credential): Promise<Credential | undefined>;
  /** Opens a file that an input refers to, under the rules of whoever runs the action. */
  openFile?(reference: FileReference): Promise<ActionFile>;
  /** Inputs that are files and came as streams, by name; they can be read once. */
  readonly files?: Readonly<Record<string, ActionFile>>;
  /** The same for every repetition of this call; made here when absent. */
  readonly idempotencyKey?: string;
  readonly signal?: CancelSignal;
  progress?(note: ActionProgress): void;
}
