import { runTexts } from '../../texts/runs.js';
import type { RunFilter, RunStatus } from './run-queries.js';

/** Runs that go on only when somebody does something. */
export const NEEDS_PERSON = 'needs-person';
const NEEDING: readonly RunStatus[] = ['parked', 'unknown-outcome'];

const HOUR = 3_600_000;
const SINCE = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR } as const;
export type Since = keyof typeof SINCE;

/** What the address of a list of runs says, so that the list can be kept and sent. */
export interface RunSearch {
  readonly status?: RunStatus | typeof NEEDS_PERSON;
  readonly process?: string;
  readonly since?: Since;
  readonly token?: string;
  readonly id?: string;
}

/** Reads it; what cannot be meant is no filter. */
export function readRunSearch({ status, process, since, token, id }: Record<string, unknown>): RunSearch {
  return {
    ...(isStatus(status) && { status }),
    ...(isText(process) && { process }),
    ...(typeof since === 'string' && Object.hasOwn(SINCE, since) && { since: since as Since }),
    ...(isText(token) && { token }),
    ...(isText(id) && { id: id.trim() }),
  };
}

export function isFiltered(search: RunSearch): boolean {
  return Object.keys(search).length > 0;
}

/** What the server is asked for. Full minutes, so that the same list is asked for in the same words. */
export function filterOf(appId: string, { status, process, since, token, id }: RunSearch): RunFilter {
  const minute = 60_000;
  const start = since && new Date(Math.floor((Date.now() - SINCE[since]) / minute) * minute).toISOString();
  return {
    appId,
    ...(status && { status: status === NEEDS_PERSON ? NEEDING.join(',') : status }),
    ...(process && { processId: process }),
    ...(start && { startedAfter: start }),
    ...(token && { token }),
    ...(id && { search: id.toLowerCase().replace(/[^a-z0-9_]/g, '') }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isStatus(text: unknown): text is RunStatus | typeof NEEDS_PERSON {
  return typeof text === 'string' && (text === NEEDS_PERSON || Object.hasOwn(runTexts.status, text));
}
