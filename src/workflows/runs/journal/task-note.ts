import type { TaskNote } from '../../runtime/ports.js';

export type KeptNote = Pick<TaskNote, 'kind' | 'problem'>;

/** What a journal keeps of a task without outside effect: its kind alone when all went well. */
export function noteText({ kind, problem }: KeptNote): string {
  return JSON.stringify(problem ? { kind, problem } : kind);
}

export function readNote(text: string | null): KeptNote {
  const note = JSON.parse(text ?? '"task"') as string | KeptNote;
  return typeof note === 'string' ? { kind: note } : note;
}

/** A task may fail, and be done when its run is retried: each is noted once. */
export function noteKey(name: string, { problem }: KeptNote): string {
  return problem ? `${name} failed` : name;
}
