import type { ActionInput, ActionRequest, ActionVendor } from '../../../contract/action.js';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** A job of Bulk API 2.0, as Salesforce tells of it. */
export interface BulkJob {
  readonly id: string;
  readonly state: string;
  readonly numberRecordsProcessed?: number;
  readonly numberRecordsFailed?: number;
  readonly errorMessage?: string;
}

export const jobId: ActionInput = {
  label: 'Job ID',
  schema: { type: 'string', pattern: '^750[A-Za-z0-9]{12,15}$' },
  required: true,
};

export function waitInput(later: string): ActionInput {
  return {
    label: 'Wait until it is done',
    help: `Otherwise ${later} tells the outcome later.`,
    schema: { type: 'boolean' },
    required: false,
    default: true,
  };
}

export async function jobOf(vendor: ActionVendor, request: ActionRequest): Promise<BulkJob> {
  return (await vendor.send(request)).body as BulkJob;
}

/**
 * Asks more and more seldom until the job has ended.
 * @throws what the vendor's failure is called when it failed or was aborted
 */
export async function ended(
  { url, total }: { readonly url: string; readonly total?: number },
  vendor: ActionVendor,
): Promise<BulkJob> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const found = await jobOf(vendor, { method: 'GET', url, repeatable: true });
    const { state, numberRecordsProcessed: done = 0, errorMessage } = found;
    vendor.progress({ done, state, ...(total === undefined ? {} : { total }) });
    if (state === 'Failed' || state === 'Aborted') throw vendor.failure(errorMessage ?? `The job is ${state}.`, state);
    if (state === 'JobComplete') return found;
    await vendor.pause(pause);
  }
}

/** What an output says of any job. */
export function told({ id, state, numberRecordsProcessed = 0 }: BulkJob) {
  return { jobId: id, state, processed: numberRecordsProcessed };
}
